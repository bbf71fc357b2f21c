import type * as Program from './before.ts'

export default async function drive({ find }: typeof Program) {
  console.log(await find('Ada in London'))
}
