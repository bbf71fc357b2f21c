import OpenAI from 'openai'

const openai = new OpenAI()

const weather = {
  name: 'weather',
  description: 'The weather in a city.', // As the model is to see it.
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
}
const news = { name: 'news', parameters: { type: 'object', properties: {} } }

const completion = await openai.responses.create({
  model: 'gpt-4-0613',
  input: 'The weather in Oslo?',
  tools: [{ type: 'function', strict: false, ...weather }, { type: 'function', strict: false, ...news }],
  tool_choice: { type: 'function', name: weather.name },
  store: false,
})
const call = completion.output.flatMap(item => (item.type === 'function_call' ? [item] : []))[0]
console.log(call?.name, JSON.parse(call?.arguments ?? '{}'), news.name)
