import type * as Program from './before.ts'

export default async function drive({ find, nameOfTheFormat }: typeof Program) {
  console.log(nameOfTheFormat())
  console.log(await find('London'))
}
