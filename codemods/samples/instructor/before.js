import Instructor from '@instructor-ai/instructor'
import OpenAI from 'openai'
import { z } from 'zod'

const oai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY })
const client = Instructor({ client: oai, mode: 'TOOLS' })

const User = z.object({ age: z.number(), name: z.string() })

export async function extract(text) {
  const user = await client.chat.completions.create({
    messages: [{ role: 'user', content: text }],
    model: 'gpt-4',
    response_model: { schema: User, name: 'User' },
    max_retries: 2,
  })
  return user.name
}
