import type * as Program from './before.ts'

export default async function drive({ Service }: typeof Program) {
  console.log(await new Service({ model: 'gpt-4o', maxTokens: 100 }).chat([{ role: 'user', content: 'Typed at home' }]))
}
