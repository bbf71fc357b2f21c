import type * as Program from './before.ts'

export default async function drive({ ask, start }: typeof Program) {
  console.log(await ask('One'))
  console.log(await ask('Two', 100))
  console.log(await start('Three'))
}
