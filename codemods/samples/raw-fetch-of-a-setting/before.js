export async function ask(settings, content) {
  const response = await fetch(`${settings.apiHost}/v1/chat/completions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${settings.apiKey}` },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }),
  })
  return (await response.json()).choices[0].message.content
}
