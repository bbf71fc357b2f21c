import { urls } from './urls.js'

const outputText = response =>
  response.output
    .flatMap(item => (item.type === 'message' ? item.content : []))
    .map(part => part.text ?? '')
    .join('')

async function ask(question) {
  const response = await fetch(urls.completion, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({ model: 'gpt-4o', input: question, store: false }),
  })
  const answer = await response.json()
  return outputText(answer)
}

console.log(await ask('What is the capital of France?'))
