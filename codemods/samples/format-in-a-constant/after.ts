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
  name: 'city', schema: { type: 'object', properties: { name: { type: 'string' } } },
}

export async function find(text: string) {
  const [first, second] = await Promise.all([
    openai.responses.create({
      model: 'gpt-4o',
      input: text,
      text: { format: { type: 'json_schema', ...person } },
      store: false,
    }),
    openai.responses.create({
      model: 'gpt-4o',
      input: text,
      text: { format: city },
      store: false,
    }),
  ])
  return [first.output_text, second.output_text]
}
