const outputText = (response: { output: { type: string; content?: { text?: string }[] }[] }) =>
  response.output
    .flatMap(item => (item.type === 'message' ? (item.content ?? []) : []))
    .map(part => part.text ?? '')
    .join('')

const base = process.env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1'

export async function ask(question: string): Promise<string> {
  const response = await fetch(`${base}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({ model: 'gpt-4o', input: question, stream: false, store: false }),
  })
  if (!response.ok) {
    const problem = await response.json()
    throw new Error(problem.error?.message ?? `HTTP ${response.status}`)
  }
  const data = await response.json()
  console.log(data.usage.input_tokens > 0)
  return outputText(data)
}

console.log(await ask('Paris?'))
