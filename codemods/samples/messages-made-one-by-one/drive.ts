import type * as Program from './before.ts'

export default async function drive({ ask, again }: typeof Program) {
  const turns = [{ text: 'Hi', who: 'user' as const }, { text: 'Hello', who: 'assistant' as const }]
  console.log(await ask(turns, 'How?'))
  console.log(await again(turns))
}
