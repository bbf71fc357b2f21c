import OpenAI from 'openai'

const client = new OpenAI()

const chatCompletion = await client.chat.completions.create({
  messages: [{ role: 'user', content: 'Say this is a test' }],
  model: 'gpt-4o',
})

console.log(chatCompletion.choices[0].message.content)
