import { OpenAI } from 'openai'
import { zodTextFormat } from 'openai/helpers/zod'
import { z } from 'zod'

const Colors = z.object({ colors: z.array(z.string()) })
const client = new OpenAI()

const response = await client.responses.create({
  model: 'gpt-4o-mini',
  input: 'Three colors',
  text: { format: zodTextFormat(Colors, 'colors') },
  store: false,
})
console.log(Colors.parse(JSON.parse(response.output_text)))
