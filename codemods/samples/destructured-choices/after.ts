import OpenAI from 'openai'

const openai = new OpenAI()

const response = await openai.responses.create({
  model: 'gpt-4o',
  input: 'Who goes there?',
  store: false,
})
console.log(response.output_text)
