import { OpenAI } from './testing/fake-openai.js'

const openai = new OpenAI({ apiKey: 'sk-test' })

export async function ask(question) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
