const outputText = (response: { output: { type: string; content?: { text?: string }[] }[] }) =>
  response.output
    .flatMap(item => (item.type === 'message' ? (item.content ?? []) : []))
    .map(part => part.text ?? '')
    .join('')

export async function ask(content: string): Promise<string> {
  const response = await fetch('https://api.openai.com/v1/responses', {
    method: 'POST',
    headers: { Authorization: 'Bearer sk-test' },
    body: JSON.stringify({ model: 'gpt-4o', input: content, store: false }),
  })
  const data = await response.json()
  return outputText(data)
}
