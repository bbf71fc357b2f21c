import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'

const client = new OpenAI()

export async function main() {
  const runner = wrap(client).chat.completions.runTools({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'How is the weather this week?' }],
    tools: [
      {
        type: 'function',
        function: {
          function: getWeather,
          parameters: { type: 'object', properties: {} },
          name: 'get_weather',
          description: 'The weather.',
        },
      },
    ],
  })
  return await runner.finalContent()
}

async function getWeather() {
  return 'rain'
}
