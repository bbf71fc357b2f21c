import { OpenAI } from '@posthog/ai'
import { PostHog } from 'posthog-node'

const phClient = new PostHog('phc_key')
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY, posthog: phClient })

export async function ask(question) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: question }],
    posthogDistinctId: 'user_123',
  })
  return completion.choices[0].message.content
}
