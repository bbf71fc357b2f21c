const createFetch = token => (url, init) => fetch(url, { ...init, headers: { authorization: token } })

export async function stream(content) {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }], stream: true }),
  })
  return response.body
}

export const authorized = createFetch
