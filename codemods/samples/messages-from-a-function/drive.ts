import type * as Program from './before.ts'

export default async function drive({ review }: typeof Program) {
  console.log(await review('const a = 1'))
}
