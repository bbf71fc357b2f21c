import { wrapOpenAI } from 'langsmith/wrappers'
import { OpenAI } from 'openai'

const client = wrapOpenAI(new OpenAI())

export async function rhyme(word: string) {
  const completion = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'Answer with rhymes.' },
      { role: 'user', content: word },
    ],
  })
  return completion.choices[0].message.content
}
