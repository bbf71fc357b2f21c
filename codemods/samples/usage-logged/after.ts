import OpenAI from 'openai'

const openai = new OpenAI()

const completion = await openai.responses.create({
  model: 'gpt-4o',
  input: 'How much is this?',
  store: false,
})
const { usage } = completion
console.log(completion.output_text)
console.log(`prompt ${usage?.input_tokens}, completion ${usage?.output_tokens}, total ${usage?.total_tokens}`)
console.log(completion.usage!.input_tokens * 0.5 + completion.usage!.output_tokens * 1.5)
