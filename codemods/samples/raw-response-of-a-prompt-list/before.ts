import OpenAI from 'openai'

const openai = new OpenAI()

const responses = await Promise.all(
  ['One', 'Two'].map(content =>
    openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] }).asResponse(),
  ),
)
for (const response of responses) console.log(response.headers.get('x-request-id'), await response.json())
