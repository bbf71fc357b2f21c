import OpenAI from 'openai'

const openai = new OpenAI()

async function load(name: string) {
  return { version: 2, messages: [{ role: 'user' as const, content: `Tell me about ${name}.` }] }
}

interface Options {
  messages: OpenAI.Responses.EasyInputMessage[]
  model?: string
}

async function run({ messages, model = 'gpt-4o' }: Options) {
  const completion = await openai.responses.create({ model, input: messages, store: false })
  return completion.output_text
}

export async function tell(name: string) {
  const { messages, version } = await load(name)
  const completion = await openai.responses.create({ model: 'gpt-4o', input: messages, store: false })
  return `${version} ${completion.output_text}`
}

export const greet = (name: string) => run({ messages: [{ role: 'user', content: `Greet ${name}.` }] })
