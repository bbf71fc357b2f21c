import type * as Program from './before.ts'

export default async function drive({ Conversation }: typeof Program) {
  const conversation = new Conversation('Be brief.')
  console.log(await conversation.say('One'))
  console.log(await conversation.say('Two'))
  console.log(conversation.length)
}
