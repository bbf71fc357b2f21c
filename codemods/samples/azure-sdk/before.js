import { AzureKeyCredential, OpenAIClient } from '@azure/openai'

const client = new OpenAIClient(process.env.ENDPOINT, new AzureKeyCredential(process.env.KEY))

export async function ask(content) {
  const { choices } = await client.getChatCompletions('gpt-4', [{ role: 'user', content }], { maxTokens: 128 })
  return choices[0].message?.content
}
