import fetch from 'node-fetch'

export async function stream(content, onLine) {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }], stream: true }),
  })
  response.body.on('data', chunk => onLine(JSON.parse(chunk.toString().replace(/^data: /, '')).choices[0].delta.content))
}
