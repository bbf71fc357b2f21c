import type * as Program from './before.ts'

export default async function drive({ reviewPatch }: typeof Program) {
  console.log(await reviewPatch('+ const a = 1'))
}
