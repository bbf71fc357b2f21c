import type * as Program from './before.ts'

export default async function drive({ run }: typeof Program) {
  console.log(await run({ messages: [{ role: 'user', content: 'Hi' }] }))
}
