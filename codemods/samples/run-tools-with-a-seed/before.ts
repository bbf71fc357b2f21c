import OpenAI from 'openai'

const client = new OpenAI()
const parameters = { type: 'object', properties: {} }

export const runner = client.chat.completions.runTools({
  model: 'gpt-4o',
  seed: 7,
  messages: [{ role: 'user', content: 'How is the weather this week?' }],
  tools: [{ type: 'function', function: { function: getWeather, parameters, name: 'weather', description: 'Weather.' } }],
})

async function getWeather() {
  return 'rain'
}
