import OpenAI from 'openai'

const openai = new OpenAI()

const weather = {
  name: 'weather',
  description: 'The weather in a city.', // As the model is to see it.
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
}
const news = { name: 'news', parameters: { type: 'object', properties: {} } }

const completion = await openai.chat.completions.create({
  model: 'gpt-4-0613',
  messages: [{ role: 'user', content: 'The weather in Oslo?' }],
  functions: [weather, news],
  function_call: { name: weather.name },
  seed: 7,
})
const call = completion.choices[0].message.function_call
console.log(call?.name, JSON.parse(call?.arguments ?? '{}'), news.name)
