import OpenAI from 'openai'

const openai = new OpenAI()

const { choices } = await openai.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Who goes there?' }],
})
console.log(choices[0].message.content)
