import type * as Program from './before.ts'

export default async function drive({ title, tags }: typeof Program) {
  console.log(await title('Tea'))
  console.log(await tags('Cake'))
}
