import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'

const openai = new OpenAI()

const stream = wrap(openai).chat.completions
  .stream({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Look it up' }],
    tools: [{ type: 'function', function: { name: 'lookup', parameters: { type: 'object', properties: {} } } }],
  })
  .on('tool_calls.function.arguments.delta', ({ name, arguments_delta }) => console.log(name, arguments_delta))
await stream.done()
