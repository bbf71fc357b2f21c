import OpenAI from 'openai'

const openai = new OpenAI()
const settings = JSON.parse(process.env.CHAT_SETTINGS ?? '{}')

const stream = openai.chat.completions.stream({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Hello' }],
  ...settings,
})
stream.on('message', message => console.log(message.role))
await stream.done()
