import OpenAI from 'openai'

const openai = new OpenAI()

const response = await openai.responses.create({
  model: 'gpt-4o',
  input: 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen',
  max_output_tokens: 16,
  store: false,
})
if (response.incomplete_details?.reason === 'max_output_tokens') console.warn('The answer was cut short.')
console.log(response.output_text)
