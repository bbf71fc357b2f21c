import type * as Program from './before.ts'

export default async function drive({ askOpenAI }: typeof Program) {
  console.log(await askOpenAI('Hi'))
}
