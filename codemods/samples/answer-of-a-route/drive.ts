import type * as Program from './before.ts'

export default async function drive({ POST }: typeof Program) {
  const request = new Request('http://localhost/', { method: 'POST', body: JSON.stringify({ question: 'Route?' }) })
  const answer = await (await POST(request)).json()
  console.log(answer.object, answer.choices[0].message.content, answer.usage.total_tokens)
}
