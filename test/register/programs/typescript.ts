// A program in TypeScript, run by a loader.
import OpenAI from 'openai6'

const client: OpenAI = new OpenAI({ baseURL: process.env.BASE_URL })
const stream = await client.chat.completions.create({
  model: 'gpt-4.1-mini',
  messages: [{ role: 'user', content: 'Say hello.' }],
  stream: true,
})
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '\n')
