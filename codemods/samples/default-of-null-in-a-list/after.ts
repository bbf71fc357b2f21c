import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export async function lines(question: string): Promise<string[]> {
  const response = toChatCompletion(await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })))
  return response.choices[0]?.message?.content?.split('\n') ?? []
}
