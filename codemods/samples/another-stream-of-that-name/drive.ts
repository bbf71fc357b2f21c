import type * as Program from './before.ts'

export default async function drive({ open }: typeof Program) {
  const [, [one]] = (await open('Cloudy?')) as [unknown, AsyncIterable<{ choices: { delta: { content?: string } }[] }>[]]
  for await (const chunk of one ?? []) console.log(chunk.choices[0]?.delta.content)
}
