import OpenAI from 'openai'

const openai = new OpenAI()

type Entry = { at: number; message: { role: 'user' | 'assistant'; content: string } }

async function ask(entries: Entry[], question: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'Be brief.' },
      ...entries.map(entry => entry.message).slice(-4),
      { role: 'user', content: question },
    ],
  })
  return completion.choices[0]?.message.content
}

const earlier: Entry[] = [
  { at: 1, message: { role: 'user', content: 'Hello' } },
  { at: 2, message: { role: 'assistant', content: 'Hi.' } },
]
console.log(await ask(earlier, 'And now?'))
