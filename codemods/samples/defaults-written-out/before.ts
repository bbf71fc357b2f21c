import OpenAI from 'openai'

const openai = new OpenAI()

const completion = await openai.chat.completions.create({
  model: 'gpt-4o',
  n: 1,
  stop: null,
  presence_penalty: 0,
  stream: false,
  messages: [{ role: 'user', content: 'Defaults' }],
})
console.log(completion.choices[0].message.content)
