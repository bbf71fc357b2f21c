import OpenAI from 'openai'

export async function find(question: string): Promise<string> {
  const client = new OpenAI()
  const messages = [{ role: 'user' as const, content: question }]
  const both = await client.chat.completions.create({ model: 'gpt-4o', messages }).withResponse()
  return `${both.response.status}: ${both.data.choices[0]?.message.content}`
}
