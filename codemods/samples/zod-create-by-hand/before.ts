import { OpenAI } from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'

const Colors = z.object({ colors: z.array(z.string()) })
const client = new OpenAI()

const response = await client.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Three colors' }],
  response_format: zodResponseFormat(Colors, 'colors'),
})
console.log(Colors.parse(JSON.parse(response.choices[0]!.message.content!)))
