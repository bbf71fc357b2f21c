import type * as Program from './before.ts'

export default async function drive({ old, fresh }: typeof Program) {
  console.log(await old())
  if (process.env.NEVER_SET) console.log(await fresh())
}
