import type * as Program from './before.ts'

export default async function drive({ title }: typeof Program) {
  console.log(await title('A chat about bees'))
}
