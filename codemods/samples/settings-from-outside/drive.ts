import type * as Program from './before.ts'

export default async function drive({ ask }: typeof Program) {
  console.log(await ask('Cloudy?', { max_tokens: 200 }))
}
