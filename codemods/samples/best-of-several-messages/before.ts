import OpenAI from 'openai'

const openai = new OpenAI()

const { choices } = await openai.chat.completions.create({
  model: 'gpt-4o',
  n: 3,
  messages: [{ role: 'user', content: 'Suggest a name.' }],
})
const texts = choices.map(({ message }) => message.content ?? '')
console.log(texts.reduce((one, other) => (other.length > one.length ? other : one)))
