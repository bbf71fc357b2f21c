import OpenAI from 'openai'

const client = new OpenAI()

const chatCompletion = await client.responses.create({
  input: 'Say this is a test',
  model: 'gpt-4o',
  store: false,
})

console.log(chatCompletion.output_text)
