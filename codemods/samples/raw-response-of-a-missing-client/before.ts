import OpenAI from 'openai'

const openai = process.env.OPENAI_API_KEY ? new OpenAI() : undefined

const responses = await Promise.all(
  ['One', 'Two'].map(content =>
    openai?.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] }).asResponse(),
  ),
)
for (const response of responses) console.log(response?.headers.get('x-request-id'), await response?.json())
