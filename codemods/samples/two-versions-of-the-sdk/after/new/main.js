import OpenAI from 'openai'

const completion = await new OpenAI().responses.create({
  model: 'gpt-4o',
  input: 'New?',
  store: false,
})
console.log(completion.output_text)
