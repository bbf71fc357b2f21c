const url = 'https://api.mistral.ai/v1/chat/completions'

export async function ask(question: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.MISTRAL_API_KEY}` },
    body: JSON.stringify({ model: 'mistral-small-latest', messages: [{ role: 'user', content: question }] }),
  })
  const data = await response.json()
  return data.choices[0].message.content
}
