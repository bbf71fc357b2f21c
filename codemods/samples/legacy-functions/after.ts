import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
  model: 'gpt-4-0613',
  messages: [{ role: 'user', content: 'The weather in Oslo?' }],
  functions: [{ name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } }],
  function_call: { name: 'weather' },
})), { request: { functions: [] } })
const call = completion.choices[0].message.function_call
console.log(call?.name, JSON.parse(call?.arguments ?? '{}'))
