import type * as Program from './before.js'

export default async function drive({ Bot }: typeof Program) {
  const bot = new Bot('Be kind.')
  console.log(await bot.say('One'))
  bot.reset()
  console.log(await bot.say('Two'))
  console.log(await bot.sayTo('Ada', 'Three'))
}
