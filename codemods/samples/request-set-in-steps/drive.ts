import type * as Program from './before.ts'

export default async function drive({ ask }: typeof Program) {
  console.log(await ask('Anything'))
  console.log(await ask('In JSON', { json: true, limit: 100 }))
}
