import axios, { type AxiosResponse } from 'axios'

interface Answer {
  choices: { message: { content: string } }[]
}

export async function ask(content: string): Promise<string | undefined> {
  const response: AxiosResponse<Answer> = await axios.post('https://api.openai.com/v1/chat/completions', {
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
  })
  return response.data.choices[0]?.message.content
}
