import type * as Program from './before.ts'

export default async function drive({ complete }: typeof Program) {
  console.log(await complete([{ role: 'user', content: [{ type: 'text', text: 'In parts' }] }]))
}
