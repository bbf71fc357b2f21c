import { urls } from './urls.js'

async function ask(question) {
  const response = await fetch(urls.completion, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] }),
  })
  const { choices } = await response.json()
  return choices[0].message.content
}

console.log(await ask('What is the capital of France?'))
