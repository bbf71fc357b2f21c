import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'

const openai = new OpenAI()

interface Settings {
  model: string
  temperature?: number
  stream?: boolean
}

const defaults = { chat: { top_p: 0.9 } }

export function ask(prompt: string, { ...settings }: Settings) {
  return wrap(openai).chat.completions.create({
    ...defaults.chat,
    ...settings,
    messages: [{ role: 'user', content: prompt }],
  })
}
