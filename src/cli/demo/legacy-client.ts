// A program as many are: written for Chat Completions with nothing but `fetch`. It knows nothing of this package, and
// nobody changes it. The demo runs this very file.

const baseUrl = process.env.API_BASE_URL ?? 'http://127.0.0.1:8000/v1'
const headers = { 'content-type': 'application/json', authorization: `Bearer ${process.env.API_KEY ?? 'none'}` }

async function complete(request: object): Promise<Response> {
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'gpt-4.1-mini', ...request }),
  })
  if (response.ok) return response
  const { error } = await response.json()
  throw new Error(`HTTP ${response.status}: ${error.message}`)
}

async function ask(): Promise<void> {
  const response = await complete({
    messages: [
      { role: 'system', content: 'You are a concise API assistant.' },
      { role: 'user', content: 'Give me a contact form field definition.' },
    ],
    max_tokens: 200,
    seed: 7,
  })
  const completion = await response.json()
  console.log(`answer    ${completion.choices[0].message.content}`)
}

async function stream(): Promise<void> {
  const response = await complete({ messages: [{ role: 'user', content: 'Count to three.' }], stream: true })
  let text = ''
  let pieces = 0
  let unread = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body ?? []) {
    const lines = (unread + decoder.decode(bytes, { stream: true })).split('\n')
    unread = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: ') || line === 'data: [DONE]') continue
      const delta = JSON.parse(line.slice('data: '.length)).choices[0]?.delta
      if (!delta?.content) continue
      text += delta.content
      pieces += 1
    }
  }
  console.log(`stream    ${text} (in ${pieces} pieces)`)
}

async function callTool(): Promise<void> {
  const messages: object[] = [{ role: 'user', content: 'What is the weather in Paris?' }]
  const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
  const tools = [{ type: 'function', function: { name: 'get_weather', description: 'The weather now.', parameters } }]
  const first = await (await complete({ messages, tools })).json()
  const { message } = first.choices[0]
  const [call] = message.tool_calls
  console.log(`tool      ${call.function.name}(${call.function.arguments})`)
  messages.push(message, { role: 'tool', tool_call_id: call.id, content: '18 degrees and sunny' })
  const second = await (await complete({ messages, tools })).json()
  console.log(`          ${second.choices[0].message.content}`)
}

try {
  await ask()
  await stream()
  await callTool()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
