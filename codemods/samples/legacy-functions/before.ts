import OpenAI from 'openai'

const openai = new OpenAI()

const completion = await openai.chat.completions.create({
  model: 'gpt-4-0613',
  messages: [{ role: 'user', content: 'The weather in Oslo?' }],
  functions: [{ name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } }],
  function_call: { name: 'weather' },
})
const call = completion.choices[0].message.function_call
console.log(call?.name, JSON.parse(call?.arguments ?? '{}'))
