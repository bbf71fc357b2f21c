import type * as Program from './before.ts'

export default async function drive({ tell, greet }: typeof Program) {
  console.log(await tell('tea'))
  console.log(await greet('Ada'))
}
