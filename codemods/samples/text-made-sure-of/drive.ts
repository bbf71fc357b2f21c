import type * as Program from './before.ts'

export default async function drive({ plan }: typeof Program) {
  console.log(await plan('a garden'))
}
