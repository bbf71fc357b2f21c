import axios from 'axios'

export async function ask(messages: object[], settings: object): Promise<string> {
  const response = await axios.post('https://api.openai.com/v1/chat/completions', {
    ...settings,
    model: 'gpt-4o',
    messages,
  })
  return response.data.choices[0].message.content
}
