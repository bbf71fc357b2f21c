import OpenAI from 'openai'

const openai = new OpenAI()
const { responses } = openai

const titled = await responses.create({
  model: 'gpt-4o-mini',
  input: 'A title for a book about rain.',
  store: false,
})
console.log(titled.output_text)

const counted = await responses.create({
  model: 'gpt-4o-mini',
  input: 'How many clouds are there?',
  max_output_tokens: 50,
  store: false,
})
console.log(counted.usage?.total_tokens)
