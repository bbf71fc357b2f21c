import OpenAI from 'openai'
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'

const openai = new OpenAI()

async function load(name: string) {
  return { version: 2, messages: [{ role: 'user' as const, content: `Tell me about ${name}.` }] }
}

interface Options {
  messages: ChatCompletionMessageParam[]
  model?: string
}

async function run({ messages, model = 'gpt-4o' }: Options) {
  const completion = await openai.chat.completions.create({ model, messages })
  return completion.choices[0].message.content
}

export async function tell(name: string) {
  const { messages, version } = await load(name)
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  return `${version} ${completion.choices[0].message.content}`
}

export const greet = (name: string) => run({ messages: [{ role: 'user', content: `Greet ${name}.` }] })
