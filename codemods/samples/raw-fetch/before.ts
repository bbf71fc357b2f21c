const base = process.env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1'

export async function ask(question: string): Promise<string> {
  const response = await fetch(`${base}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: question }], stream: false }),
  })
  if (!response.ok) {
    const problem = await response.json()
    throw new Error(problem.error?.message ?? `HTTP ${response.status}`)
  }
  const data = await response.json()
  console.log(data.usage.prompt_tokens > 0)
  return data.choices[0].message.content
}

console.log(await ask('Paris?'))
