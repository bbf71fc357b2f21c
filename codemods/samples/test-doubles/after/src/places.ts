import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'

export async function find(question: string): Promise<string> {
  const client = new OpenAI()
  const messages = [{ role: 'user' as const, content: question }]
  const both = await wrap(client).chat.completions.create({ model: 'gpt-4o', messages }).withResponse()
  return `${both.response.status}: ${both.data.choices[0]?.message.content}`
}
