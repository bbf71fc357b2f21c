import type * as Program from './before.ts'

export default async function drive({ handle }: typeof Program) {
  let sent = ''
  await handle('Go on', { write: text => void (sent += text), end: () => void (sent += 'end') })
  const chunks = sent.split('\n\n').filter(line => line.startsWith('data: {')).map(line => JSON.parse(line.slice(6)))
  console.log(chunks.map(chunk => chunk.choices[0]?.delta.content ?? '').join(''), sent.endsWith('data: [DONE]\n\nend'))
}
