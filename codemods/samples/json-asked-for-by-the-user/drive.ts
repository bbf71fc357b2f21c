import type * as Program from './before.ts'

export default async function drive({ colours }: typeof Program) {
  console.log(await colours('rain'))
}
