import type * as Program from './before.ts'

export default async function drive({ Writer }: typeof Program) {
  const writer = new Writer()
  console.log(await writer.write('Tea'))
  console.log(await writer.review('Tea is good.'))
}
