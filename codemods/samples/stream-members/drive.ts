export default async function drive({ POST }: { POST: (request: Request) => Promise<Response> }) {
  const request = new Request('http://localhost/', { method: 'POST', body: JSON.stringify({ prompt: 'Hello' }) })
  const lines = (await (await POST(request)).text()).trim().split('\n')
  console.log(lines.map(line => JSON.parse(line).choices[0]?.delta?.content ?? '').join(''))
}
