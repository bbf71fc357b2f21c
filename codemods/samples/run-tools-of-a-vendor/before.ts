import OpenAI from 'openai'

const client = new OpenAI({ baseURL: 'https://api.groq.com/openai/v1', apiKey: process.env.GROQ_API_KEY })
const parameters = { type: 'object', properties: {} }

export const runner = client.chat.completions.runTools({
  model: 'llama-3.3-70b-versatile',
  messages: [{ role: 'user', content: 'How is the weather this week?' }],
  tools: [{ type: 'function', function: { function: getWeather, parameters, name: 'weather', description: 'Weather.' } }],
})

async function getWeather() {
  return 'rain'
}
