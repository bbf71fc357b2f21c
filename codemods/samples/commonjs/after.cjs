'use strict'
const OpenAI = require('openai')

const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY })

async function ask() {
  const completion = await openai.responses.create({
    model: 'gpt-3.5-turbo',
    input: 'Hello from require',
    max_output_tokens: 64,
    store: false,
  })
  return completion.output_text
}

module.exports = { ask }
