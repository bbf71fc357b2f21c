import type * as Program from './before.ts'

export default async function drive({ ask }: typeof Program) {
  console.log(await ask('One'))
  console.log(await ask('Two', { temperature: 0, user: 'u' }))
}
