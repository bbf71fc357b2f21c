import OpenAI from 'openai'

const openai = new OpenAI()

export async function extract(line: string): Promise<unknown> {
  const response = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Answer with JSON.' },
      { role: 'user', content: line },
    ],
    response_format: { type: 'json_object' },
  })
  return JSON.parse(response.choices[0].message.content ?? '{}')
}
