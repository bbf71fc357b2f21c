import { observeOpenAI } from 'langfuse'
import OpenAI from 'openai'

const openai = observeOpenAI(new OpenAI(), { generationName: 'greeting' })

export async function greet(name: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: `Greet ${name}.` }],
  })
  return completion.choices[0].message.content
}
