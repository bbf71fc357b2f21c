import OpenAI from 'openai'

export const { chat } = new OpenAI()

export const ask = (content: string) =>
  chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })

export const report = (send: (part: OpenAI.Chat) => void) => send(chat)
