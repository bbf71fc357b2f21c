import OpenAI from 'openai'

const openai = new OpenAI()
const { chat } = openai

const titled = await chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'A title for a book about rain.' }],
})
console.log(titled.choices[0]?.message.content)

const counted = await chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'How many clouds are there?' }],
  max_completion_tokens: 50,
})
console.log(counted.usage?.total_tokens)
