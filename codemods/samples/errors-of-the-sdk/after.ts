import OpenAI, { APIError } from 'openai'

const openai = new OpenAI({ maxRetries: 0 })

try {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: 'Too much',
    store: false,
  })
  console.log(completion.output_text)
} catch (error) {
  if (!(error instanceof APIError)) throw error
  console.log(error.status, error.code)
}
