// A program that nobody is going to change: CommonJS, axios on node:http, Chat Completions.
const axios = require('axios')

async function main() {
  const { data } = await axios.post(
    `${process.env.OPENAI_BASE_URL}/chat/completions`,
    { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Say hello.' }], stop: ['hello'] },
    { headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` } },
  )
  const [choice] = data.choices
  console.log(choice.message.content, choice.finish_reason)
}

main()
