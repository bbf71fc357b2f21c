import type * as Program from './before.ts'

export default async function drive({ streamAnswer }: typeof Program) {
  const pieces: string[] = []
  console.log(await streamAnswer('What is new?', piece => pieces.push(piece)), pieces)
}
