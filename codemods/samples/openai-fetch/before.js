import { OpenAIClient } from 'openai-fetch'

const client = new OpenAIClient()

export async function ask(content) {
  const { message } = await client.createChatCompletion({
    model: 'gpt-4',
    messages: [{ role: 'user', content }],
  })
  return message.content
}
