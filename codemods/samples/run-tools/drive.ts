import type * as Program from './before.ts'

export default async function drive({ main }: typeof Program) {
  console.log(await main())
}
