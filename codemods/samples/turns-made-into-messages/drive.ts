import type * as Program from './before.ts'

export default async function drive({ goOn, sumUp }: typeof Program) {
  const turns = [{ question: 'One?', answer: 'Two.' }]
  console.log(await goOn(turns, 'Three?'))
  console.log(await sumUp(turns))
}
