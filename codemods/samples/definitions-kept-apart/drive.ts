import type * as Program from './before.js'

export default async function drive({ ask }: typeof Program) {
  console.log(await ask('What is it?'))
}
