import { OpenAI } from 'openai'

const openai = new OpenAI()

export function createCompletion(prompt: string) {
  return openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: prompt }],
  })
}
