import { llm } from './llm.js'

export async function ask(question: string) {
  const completion = await llm.chat.completions.create({
    model: 'llama3.1-8b',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
