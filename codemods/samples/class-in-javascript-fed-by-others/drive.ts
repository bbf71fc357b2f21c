import type * as Program from './before.js'

export default async function drive({ Bot }: typeof Program) {
  const bot = new Bot()
  bot.add({ role: 'user', content: 'One' })
  console.log(await bot.answer())
}
