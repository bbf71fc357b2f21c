import OpenAI from 'openai'
import type { Response, ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses'

const openai = new OpenAI()

const request: ResponseCreateParamsNonStreaming = {
  model: 'gpt-4o',
  input: 'Typed',
  max_output_tokens: 100,
  store: false,
}
const completion: Response = await openai.responses.create(request)
console.log(completion.output_text, completion.usage?.total_tokens)
