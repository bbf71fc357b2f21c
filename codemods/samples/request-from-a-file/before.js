import { readFileSync } from 'node:fs'
import OpenAI from 'openai'

const openai = new OpenAI()

export async function replay(path) {
  const request = JSON.parse(readFileSync(path, 'utf8'))
  const completion = await openai.chat.completions.create(request)
  return completion.choices[0].message.content
}
