'use strict'
const OpenAI = require('openai')

const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY })

async function ask() {
  const completion = await openai.chat.completions.create({
    model: 'gpt-3.5-turbo',
    messages: [{ role: 'user', content: 'Hello from require' }],
    max_tokens: 64,
  })
  return completion.choices[0].message.content
}

module.exports = { ask }
