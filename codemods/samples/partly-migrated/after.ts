import OpenAI from 'openai'

const client = new OpenAI()

export async function fresh() {
  const response = await client.responses.create({ model: 'gpt-4o', input: 'New', store: false })
  return response.output_text
}

export async function old() {
  const response = await client.responses.create({ model: 'gpt-4o', input: 'Old', store: false })
  return response.output_text
}
