import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.chat.completions
  .stream({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Count to ten' }], stop: ['4'] })
  .on('message', message => console.log(JSON.stringify(message)))
await stream.done()
