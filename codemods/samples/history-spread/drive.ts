import type * as Program from './before.ts'

export default async function drive({ reply }: typeof Program) {
  console.log(await reply([{ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Hello!' }], 'And you?'))
}
