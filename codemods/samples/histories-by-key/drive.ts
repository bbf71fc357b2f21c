import type * as Program from './before.ts'

export default async function drive({ reply, greet }: typeof Program) {
  console.log(await reply('a', 'One'))
  console.log(await reply('a', 'Two'))
  console.log(await greet('Hello'))
}
