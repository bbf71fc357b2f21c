import OpenAI from 'openai'

export async function ask(question: string): Promise<string> {
  const client = new OpenAI()
  const completion = await client.responses.create({
    model: 'gpt-4o',
    instructions: 'Be brief.',
    input: question,
    max_output_tokens: 100,
    store: false,
  })
  return completion.output_text
}
