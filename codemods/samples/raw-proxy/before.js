export async function handler(request) {
  const upstream = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: request.headers,
    body: request.body,
  })
  return new Response(upstream.body, { status: upstream.status, headers: upstream.headers })
}
