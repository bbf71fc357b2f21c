import { OpenAI } from 'openai'

const openai = new OpenAI()

export const title = async (conversation: string): Promise<string> => {
  const res = await openai.chat.completions.create({
    model: 'gpt-4.1-nano',
    messages: [{ role: 'user', content: 'A title of three words for: ' + conversation }],
  })
  const text = res.choices?.[0]?.message?.content?.trim() ?? ''
  return text.replace(/"/g, '')
}
