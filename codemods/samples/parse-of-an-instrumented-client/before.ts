import { observeOpenAI } from 'langfuse'
import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'

const Place = z.object({ city: z.string() })
const client = observeOpenAI(new OpenAI())

export async function find(question: string) {
  const both = await client.chat.completions
    .create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: question }],
      response_format: zodResponseFormat(Place, 'place'),
    })
    .withResponse()
  return both.data
}
