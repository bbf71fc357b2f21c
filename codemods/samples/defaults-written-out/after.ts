import OpenAI from 'openai'

const openai = new OpenAI()

const completion = await openai.responses.create({
  model: 'gpt-4o',
  stream: false,
  input: 'Defaults',
  store: false,
})
console.log(completion.output_text)
