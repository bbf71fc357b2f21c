import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.chat.completions
  .stream({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })
  .on('content.done', ({ content, parsed }) => console.log(content, parsed))
  .on('refusal.done', ({ refusal }) => console.log(refusal))
await stream.done()
