import OpenAI from 'openai'

/**
 * @param {import('openai').OpenAI} client - anything that speaks like it
 * @param {string} model
 * @param {string} prompt
 */
async function complete(client, model, prompt) {
  const completion = await client.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }] })
  return completion.choices[0].message.content
}

const fireworks = new OpenAI({ baseURL: 'https://api.fireworks.ai/inference/v1', apiKey: process.env.FIREWORKS_API_KEY })

export const ask = prompt => complete(fireworks, 'accounts/fireworks/models/llama-v3p1-8b-instruct', prompt)
