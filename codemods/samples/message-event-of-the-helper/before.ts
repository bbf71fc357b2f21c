import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.chat.completions
  .stream({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })
  .on('message', message => console.log(JSON.stringify(message)))
await stream.done()
