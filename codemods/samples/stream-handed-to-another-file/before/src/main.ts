import OpenAI from 'openai'
import { metered } from './meter.js'

const openai = new OpenAI()

const stream = await openai.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Count me' }],
  stream: true,
  stream_options: { include_usage: true },
})
for await (const chunk of metered(stream)) process.stdout.write(chunk.choices[0]?.delta?.content ?? '')
