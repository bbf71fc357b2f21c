import type * as Program from './before.ts'

export default async function drive({ answer }: typeof Program) {
  console.log(await answer('Who am I?', ['You are a bot.', 'You live in Oslo.'], 'Hello'))
}
