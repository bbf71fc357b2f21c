import OpenAI from 'openai'

interface Turn {
  text: string
  who: 'user' | 'assistant'
}

const openai = new OpenAI()

const user = (content: string): OpenAI.Responses.EasyInputMessage => ({ role: 'user', content })

function toMessage(turn: Turn): OpenAI.Responses.EasyInputMessage {
  return { role: turn.who, content: turn.text }
}

export async function ask(turns: Turn[], question: string) {
  const messages = turns.map(toMessage)
  messages.push(user(question))
  const completion = await openai.responses.create({ model: 'gpt-4o', input: messages, store: false })
  return completion.output_text
}

export async function again(turns: Turn[]) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: [...turns.map(turn => toMessage(turn)), user('And?')],
    store: false,
  })
  return completion.output_text
}
