import OpenAI from 'openai'
import { createMeter } from './meter.js'
import { Stream } from 'openai/streaming'
import { toChatStream, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()
const meter = createMeter()

const stream = toChatStream(Stream, await openai.responses.create(toResponsesRequest({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Count me' }],
  stream: true,
  stream_options: { include_usage: true },
})))
const metered = meter.track(stream, 'customer-1')
for await (const chunk of metered) process.stdout.write(chunk.choices[0]?.delta?.content ?? '')
