import type * as Program from './before.ts'

export default async function drive({ reply, all }: typeof Program) {
  console.log(await reply('ada', 'One'))
  console.log(all())
}
