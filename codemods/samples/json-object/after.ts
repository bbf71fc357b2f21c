import OpenAI from 'openai'

const openai = new OpenAI()

export async function extract(line: string): Promise<unknown> {
  const response = await openai.responses.create({
    model: 'gpt-4o',
    text: { format: { type: 'json_object' } },
    input: [
      { role: 'system', content: 'Answer with JSON: { "message": string }' },
      { role: 'user', content: line },
    ],
    store: false,
  })
  return JSON.parse(response.output_text || '{}')
}
