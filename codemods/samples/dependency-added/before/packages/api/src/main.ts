import OpenAI from 'openai'

const openai = new OpenAI()

const completion = await openai.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Who needs what?' }],
})
console.log(completion.choices[0].message.content ?? 'nothing')
