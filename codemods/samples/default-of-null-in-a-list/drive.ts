import type * as Program from './before.ts'

export default async function drive({ lines }: typeof Program) {
  console.log(await lines('three lines'))
}
