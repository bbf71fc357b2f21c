import type * as Program from './before.ts'

export default async function drive({ translateAll }: typeof Program) {
  console.log((await translateAll(['one', 'two'])).length)
}
