import OpenAI from 'openai'
import { metered } from './meter.js'
import { Stream } from 'openai/streaming'
import { toChatStream, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

const stream = toChatStream(Stream, await openai.responses.create(toResponsesRequest({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Count me' }],
  stream: true,
  stream_options: { include_usage: true },
})))
for await (const chunk of metered(stream)) process.stdout.write(chunk.choices[0]?.delta?.content ?? '')
