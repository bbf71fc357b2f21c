import OpenAI from 'openai'
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'

const openai = new OpenAI()

const request: ChatCompletionCreateParamsNonStreaming = {
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Typed' }],
  max_tokens: 100,
}
const completion: ChatCompletion = await openai.chat.completions.create(request)
console.log(completion.choices[0].message.content, completion.usage?.total_tokens)
