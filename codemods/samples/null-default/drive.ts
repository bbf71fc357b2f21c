import type * as Program from './before.ts'

export default async function drive({ extract }: typeof Program) {
  console.log(await extract('Bob, 25'))
}
