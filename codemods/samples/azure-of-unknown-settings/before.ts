import { AzureOpenAI } from 'openai'

const oldest = '2023-05-15'
const client = new AzureOpenAI({ endpoint: process.env.AZURE_OPENAI_ENDPOINT, apiVersion: oldest, deployment: 'chat' })

export async function ask(question: string) {
  const result = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return result.choices[0]?.message.content
}
