import OpenAI from 'openai'

export type Message = OpenAI.Responses.EasyInputMessage

const openai = new OpenAI()
const history: Message[] = []

export async function ask(question: string, limit?: number) {
  const message: Message = { role: 'user', content: question }
  history.push(message)
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: history,
    max_output_tokens: limit === undefined ? null : limit,
    store: false,
  })
  const answer = completion.output_text
  history.push({ role: 'assistant', content: answer })
  return answer
}

export async function start(question: string) {
  const messages: Message[] = [{ role: 'user', content: question }]
  const completion = await openai.responses.create({ model: 'gpt-4o', input: messages, store: false })
  return completion.output_text
}
