import type * as Program from './before.ts'

export default async function drive({ summarize }: typeof Program) {
  console.log(await summarize('Much', 'gpt-4o'))
  console.log(await summarize('More', 'o3'))
}
