import OpenAI from 'openai'

const openai = new OpenAI()

const format = {
  type: 'json_schema' as const,
  json_schema: { name: 'city', schema: { type: 'object', properties: { name: { type: 'string' } } } },
}

export const nameOfTheFormat = () => format.json_schema.name

export async function find(text: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: text }],
    response_format: format,
  })
  return completion.choices[0].message.content
}
