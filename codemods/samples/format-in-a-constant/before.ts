import OpenAI from 'openai'

const openai = new OpenAI()

const person = {
  name: 'person',
  strict: true,
  schema: {
    type: 'object',
    properties: { name: { type: 'string' } },
    required: ['name'],
    additionalProperties: false,
  },
}

const city = {
  type: 'json_schema' as const,
  json_schema: { name: 'city', schema: { type: 'object', properties: { name: { type: 'string' } } } },
}

export async function find(text: string) {
  const [first, second] = await Promise.all([
    openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: text }],
      response_format: { type: 'json_schema', json_schema: person },
    }),
    openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: text }],
      response_format: city,
    }),
  ])
  return [first.choices[0].message.content, second.choices[0].message.content]
}
