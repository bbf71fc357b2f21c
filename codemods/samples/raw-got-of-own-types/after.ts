import got from 'got'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

interface Answer {
  choices: { message: { content: string } }[]
}

export async function ask(content: string): Promise<string | undefined> {
  const answer = await got
    .post(`${process.env.OPENAI_BASE_URL}/responses`, {
      json: toResponsesRequest({ model: 'gpt-4o', messages: [{ role: 'user', content }] } as any),
    })
    .json().then((answer: any) => toChatCompletion(answer) as Answer)
  return answer.choices[0]?.message.content
}
