import type * as Program from './before.ts'

export default async function drive({ POST }: typeof Program) {
  const body = JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }] })
  console.log(await (await POST(new Request('http://127.0.0.1', { method: 'POST', body }))).json())
}
