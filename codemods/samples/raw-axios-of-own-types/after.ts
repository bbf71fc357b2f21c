import axios from 'axios'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

interface Answer {
  choices: { message: { content: string } }[]
}

export async function ask(content: string): Promise<string | undefined> {
  const { data } = await axios.post('https://api.openai.com/v1/responses', toResponsesRequest({
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
  } as any)).then(response => ({ ...response, data: toChatCompletion(response.data) as Answer }))
  return data.choices[0]?.message.content
}
