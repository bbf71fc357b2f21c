import type * as Program from './before.ts'

export default async function drive({ reply, forget }: typeof Program) {
  console.log(await reply('ada', 'One'))
  console.log(await reply('ada', 'Two'))
  console.log(forget('ada'), forget('bob'))
}
