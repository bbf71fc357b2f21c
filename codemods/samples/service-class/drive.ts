import type * as Program from './before.ts'

export default async function drive({ Translator }: typeof Program) {
  console.log(await new Translator().translate('Good morning', 'French'))
}
