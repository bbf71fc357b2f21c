import type * as Program from './before.ts'

export default async function drive({ summarize }: typeof Program) {
  console.log(await summarize('A long text about owls.'))
}
