import { openai } from './client.js'

export async function ask(question: string) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: question,
    store: false,
  })
  return completion.output_text
}
