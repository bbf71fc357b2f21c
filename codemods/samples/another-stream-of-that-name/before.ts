import { Stream } from 'node:stream'
import OpenAI from 'openai'

const openai = new OpenAI()

export async function open(question: string) {
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    stream: true,
  })
  return [new Stream(), stream.tee()]
}
