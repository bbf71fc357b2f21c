import OpenAI from 'openai'

const openai = new OpenAI()

export async function extract(line: string): Promise<unknown> {
  const response = await openai.responses.create({
    model: 'gpt-4o',
    text: { format: { type: 'json_object' } },
    instructions: 'Answer with JSON: { "message": string }',
    input: line,
    store: false,
  })
  return JSON.parse(response.output_text || '{}')
}
