import type * as Program from './before.ts'

export default async function drive({ reply }: typeof Program) {
  console.log(await reply([{ fromUser: true, text: 'Hi' }, { fromUser: false, text: 'Hello' }, { fromUser: true, text: 'Bye' }]))
}
