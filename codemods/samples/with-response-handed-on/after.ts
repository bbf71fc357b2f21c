import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'

const openai = new OpenAI()

const remaining = ({ response }: { response: Response }) => response.headers.get('x-ratelimit-remaining-requests')
const both = await wrap(openai).chat.completions
  .create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })
  .withResponse()
console.log(remaining(both), both.data.choices[0]?.message.content)
