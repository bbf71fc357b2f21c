import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

const weather: OpenAI.ChatCompletionCreateParams.Function = {
  name: 'weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
}

const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
  model: 'gpt-4-0613',
  messages: [{ role: 'user', content: 'The weather in Oslo?' }],
  functions: [weather],
})), { request: { functions: [] } })
console.log(completion.choices[0].message.function_call?.name)
