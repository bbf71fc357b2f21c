import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

type Entry = { at: number; message: { role: 'user'; content: string | { type: 'text'; text: string }[] } }

async function ask(entries: Entry[], question: string) {
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'Be brief.' },
      ...entries.map(entry => entry.message).slice(-4),
      { role: 'user', content: question },
    ],
  })))
  return completion.choices[0]?.message.content
}

const earlier: Entry[] = [
  { at: 1, message: { role: 'user', content: 'Hello' } },
]
console.log(await ask(earlier, 'And now?'))
