import OpenAI from 'openai'

const openai = new OpenAI()

export async function answer(question: string, facts: string[], greeting?: string) {
  const messages: OpenAI.Responses.EasyInputMessage[] = [{ role: 'system', content: 'Answer from the facts.' }]
  for (const fact of facts) {
    messages.push({ role: 'system', content: fact })
  }
  if (greeting) messages.push({ role: 'assistant', content: greeting })
  messages.push({ role: 'user', content: question })

  const completion = await openai.responses.create({ model: 'gpt-4o', input: messages, store: false })
  return completion.output_text
}
