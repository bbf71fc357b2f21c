import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'

const openai = new OpenAI()

const stream = wrap(openai).chat.completions
  .stream({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })
  .on('content.done', ({ content, parsed }) => console.log(content, parsed))
  .on('refusal.done', ({ refusal }) => console.log(refusal))
await stream.done()
