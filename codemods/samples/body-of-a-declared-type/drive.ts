import type * as Program from './before.ts'

const asked = (body: unknown) => new Request('http://127.0.0.1', { method: 'POST', body: JSON.stringify(body) })

export default async function drive({ POST, PUT }: typeof Program) {
  const history = [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  ]
  console.log(await (await POST(asked({ history, question: 'And?' }))).json())
  console.log(await (await PUT(asked({ messages: history }))).json())
  console.log((await PUT(asked({}))).status)
}
