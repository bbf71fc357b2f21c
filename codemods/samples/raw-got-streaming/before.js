import got from 'got'

export function stream(content) {
  return got.stream.post('https://api.openai.com/v1/chat/completions', {
    json: { model: 'gpt-4o', messages: [{ role: 'user', content }], stream: true },
  })
}
