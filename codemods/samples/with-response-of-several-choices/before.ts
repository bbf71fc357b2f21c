import OpenAI from 'openai'

const openai = new OpenAI()

const { data, response } = await openai.chat.completions
  .create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'A name for a cat' }], n: 2 })
  .withResponse()
console.log(
  response.status,
  data.choices.map(choice => choice.message.content),
)
