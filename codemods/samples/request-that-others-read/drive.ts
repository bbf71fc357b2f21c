import type * as Program from './before.js'

export default async function drive({ ask }: typeof Program) {
  console.log(await ask('Hi', (params) => console.log(params.messages.length)))
}
