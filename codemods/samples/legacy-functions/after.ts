import OpenAI from 'openai'

const openai = new OpenAI()

const completion = await openai.responses.create({
  model: 'gpt-4-0613',
  input: 'The weather in Oslo?',
  tools: [{ type: 'function', name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } }, strict: false }],
  tool_choice: { type: 'function', name: 'weather' },
  store: false,
})
const call = completion.output.flatMap(item => (item.type === 'function_call' ? [item] : []))[0]
console.log(call?.name, JSON.parse(call?.arguments ?? '{}'))
