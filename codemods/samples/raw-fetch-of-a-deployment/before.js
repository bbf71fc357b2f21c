const endpoint = process.env.AZURE_OPENAI_ENDPOINT

export async function ask(content) {
  const response = await fetch(
    `${endpoint}/openai/deployments/${process.env.DEPLOYMENT}/chat/completions?api-version=2024-10-21`,
    { method: 'POST', body: JSON.stringify({ messages: [{ role: 'user', content }] }) },
  )
  return (await response.json()).choices[0].message.content
}
