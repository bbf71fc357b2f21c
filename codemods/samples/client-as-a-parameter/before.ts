import type OpenAI from 'openai'

export async function classify(client: OpenAI, ticket: string): Promise<string | null> {
  const { choices } = await client.chat.completions.create({
    model: 'gpt-4.1',
    messages: [
      { role: 'system', content: 'Answer with one word: billing, bug or praise.' },
      { role: 'user', content: ticket },
    ],
    max_completion_tokens: 16,
  })
  const [choice] = choices
  return choice.message.content
}
