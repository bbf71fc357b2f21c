import type * as Program from './before.ts'

export default async function drive({ ask, textOf }: typeof Program) {
  console.log(await ask('One'), textOf({ role: 'user', content: 'Two' }))
}
