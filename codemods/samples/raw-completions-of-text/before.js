export async function complete(prompt) {
  const response = await fetch('https://api.openai.com/v1/completions', {
    method: 'POST',
    headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({ model: 'gpt-3.5-turbo-instruct', prompt }),
  })
  return (await response.json()).choices[0].text
}
