import OpenAI from 'openai'
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'

interface Turn {
  text: string
  who: 'user' | 'assistant'
}

const openai = new OpenAI()

const user = (content: string): ChatCompletionMessageParam => ({ role: 'user', content })

function toMessage(turn: Turn): ChatCompletionMessageParam {
  return { role: turn.who, content: turn.text }
}

export async function ask(turns: Turn[], question: string) {
  const messages = turns.map(toMessage)
  messages.push(user(question))
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  return completion.choices[0].message.content
}

export async function again(turns: Turn[]) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [...turns.map(turn => toMessage(turn)), user('And?')],
  })
  return completion.choices[0].message.content
}
