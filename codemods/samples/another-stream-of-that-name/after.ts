import { Stream } from 'node:stream'
import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'

const openai = new OpenAI()

export async function open(question: string) {
  const stream = await wrap(openai).chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    stream: true,
  })
  return [new Stream(), stream.tee()]
}
