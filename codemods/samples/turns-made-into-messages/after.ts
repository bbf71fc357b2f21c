import OpenAI from 'openai'

interface Turn {
  question: string
  answer: string
}

const openai = new OpenAI()

const asMessages = (turn: Turn): OpenAI.Responses.EasyInputMessage[] => [
  { role: 'user', content: turn.question },
  { role: 'assistant', content: turn.answer },
]

export async function goOn(turns: Turn[], question: string) {
  const messages: OpenAI.Responses.EasyInputMessage[] = [...turns.flatMap(asMessages), { role: 'user', content: question }]
  const completion = await openai.responses.create({ model: 'gpt-4o', input: messages, store: false })
  return completion.output_text
}

export async function sumUp(turns: Turn[]) {
  const said = turns.reduce<OpenAI.Responses.EasyInputMessage[]>((list, turn) => {
    list.push({ role: 'user', content: turn.question })
    return [...list, { role: 'assistant', content: turn.answer }]
  }, [])
  const completion = await openai.responses.create({ model: 'gpt-4o', input: said, store: false })
  return completion.output_text
}
