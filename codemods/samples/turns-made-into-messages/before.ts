import OpenAI from 'openai'
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'

interface Turn {
  question: string
  answer: string
}

const openai = new OpenAI()

const asMessages = (turn: Turn): ChatCompletionMessageParam[] => [
  { role: 'user', content: turn.question },
  { role: 'assistant', content: turn.answer },
]

export async function goOn(turns: Turn[], question: string) {
  const messages: ChatCompletionMessageParam[] = [...turns.flatMap(asMessages), { role: 'user', content: question }]
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  return completion.choices[0].message.content
}

export async function sumUp(turns: Turn[]) {
  const said = turns.reduce<ChatCompletionMessageParam[]>((list, turn) => {
    list.push({ role: 'user', content: turn.question })
    return [...list, { role: 'assistant', content: turn.answer }]
  }, [])
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages: said })
  return completion.choices[0].message.content
}
