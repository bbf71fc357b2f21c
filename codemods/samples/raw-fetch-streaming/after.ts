import { createFetch } from 'responses-bridge/fetch'

async function stream(question: string, write: (text: string) => void): Promise<void> {
  const response = await createFetch({ upstream: 'responses' })(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: question }], stream: true }),
  })
  const reader = response.body?.getReader()
  if (!reader) throw new Error('There is nothing to read.')
  const decoder = new TextDecoder()
  let buffer = ''
  while (true) {
    const { done, value } = await reader.read()
    if (done) return
    buffer += decoder.decode(value, { stream: true })
    const lines = buffer.split('\n')
    buffer = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: ')) continue
      const data = line.slice(6)
      if (data === '[DONE]') return
      const parsed = JSON.parse(data)
      if (parsed.choices[0].delta.content) write(parsed.choices[0].delta.content)
    }
  }
}

await stream('Count to three.', text => process.stdout.write(text))

export {}
