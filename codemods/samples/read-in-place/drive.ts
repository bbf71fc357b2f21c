import type * as Program from './before.ts'

export default async function drive({ haiku }: typeof Program) {
  console.log(await haiku('snow'))
}
