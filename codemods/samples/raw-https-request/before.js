import https from 'node:https'

export function ask(content, onAnswer) {
  const request = https.request(
    { hostname: 'api.openai.com', path: '/v1/chat/completions', method: 'POST' },
    response => response.on('data', piece => onAnswer(piece)),
  )
  request.end(JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }))
}
