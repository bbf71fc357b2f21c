const { initLogger, wrapOpenAI } = require('braintrust')
const { OpenAI } = require('openai')

initLogger({ projectName: 'example' })
const client = wrapOpenAI(new OpenAI({ apiKey: process.env.OPENAI_API_KEY }))

async function main(question) {
  const result = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return result.choices[0].message.content
}

module.exports = { main }
