import { OpenAI } from 'openai'

const openai = new OpenAI()

export const title = async (conversation: string): Promise<string> => {
  const res = await openai.responses.create({
    model: 'gpt-4.1-nano',
    input: 'A title of three words for: ' + conversation,
    store: false,
  })
  const text = res.output_text.trim()
  return text.replace(/"/g, '')
}
