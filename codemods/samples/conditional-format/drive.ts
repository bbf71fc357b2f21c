import type * as Program from './before.ts'

export default async function drive({ review }: typeof Program) {
  console.log(await review('gpt-4o', 'a diff'), await review('gpt-4', 'a diff'))
}
