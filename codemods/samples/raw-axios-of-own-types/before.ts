import axios from 'axios'

interface Answer {
  choices: { message: { content: string } }[]
}

export async function ask(content: string): Promise<string | undefined> {
  const { data } = await axios.post<Answer>('https://api.openai.com/v1/chat/completions', {
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
  })
  return data.choices[0]?.message.content
}
