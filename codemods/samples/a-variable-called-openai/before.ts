import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'

const openai = createOpenAI({ apiKey: process.env.OPENAI_API_KEY })

export async function ask(prompt: string) {
  const { text } = await generateText({
    model: openai.chat('gpt-4o'),
    messages: [{ role: 'user', content: prompt }],
    maxOutputTokens: 100,
  })
  return text
}
