// A program that asks for things the Responses API does not have, twice.
const axios = require('axios')

async function main() {
  for (const content of ['my secret', 'another secret']) {
    const body = { model: 'gpt-4.1-mini', seed: 7, messages: [{ role: 'user', name: 'secretive', content }] }
    await axios.post(`${process.env.BASE_URL}/chat/completions`, body)
  }
}

main()
