import type OpenAI from 'openai'

export async function classify(client: OpenAI, ticket: string): Promise<string | null> {
  const response = await client.responses.create({
    model: 'gpt-4.1',
    instructions: 'Answer with one word: billing, bug or praise.',
    input: ticket,
    max_output_tokens: 16,
    store: false,
  })
  return response.output_text
}
