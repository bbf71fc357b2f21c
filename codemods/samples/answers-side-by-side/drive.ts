import type * as Program from './before.ts'

export default async function drive({ askAll, askWhatGoes }: typeof Program) {
  const { texts, total } = await askAll(['Red?', 'Blue?'])
  console.log(texts.length, total > 0)
  await askWhatGoes(['Green?'])
}
