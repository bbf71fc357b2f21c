import OpenAI, { APIError } from 'openai'

const openai = new OpenAI({ maxRetries: 0 })

try {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Too much' }],
  })
  console.log(completion.choices[0].message.content)
} catch (error) {
  if (!(error instanceof APIError)) throw error
  console.log(error.status, error.code)
}
