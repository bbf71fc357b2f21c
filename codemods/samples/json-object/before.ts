import OpenAI from 'openai'

const openai = new OpenAI()

export async function extract(line: string): Promise<unknown> {
  const response = await openai.chat.completions.create({
    model: 'gpt-4o',
    response_format: { type: 'json_object' },
    messages: [
      { role: 'system', content: 'Answer with JSON: { "message": string }' },
      { role: 'user', content: line },
    ],
  })
  return JSON.parse(response.choices[0].message.content || '{}')
}
