import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const client = new OpenAI()

export async function ask(question: string) {
  const completion = await complete(question).catch(() => ({
    choices: [{ message: { role: 'assistant', content: 'Ask me later.' } }],
  }))
  return completion.choices[0]?.message.content
}

async function complete(question: string) {
  return client.responses.create(toResponsesRequest({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })).then(response => toChatCompletion(response))
}
