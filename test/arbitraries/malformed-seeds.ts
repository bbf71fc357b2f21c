// The sound documents and streams that malformed ones are made from: those of the fixtures.
import { loadFixtures } from '../fixtures.ts'
import type { Json } from '../laws/json.ts'
import { distinctMutants } from './mutations.ts'

type Kind = 'request' | 'response' | 'stream'

/** The sources of all conversions of one kind in one direction. */
export const seedsOf = (direction: 'to-responses' | 'to-chat', kind: Kind): Json[] =>
  loadFixtures('').flatMap(each =>
    each.conversions.filter(one => one.direction === direction && one.kind === kind).map(one => one.source as Json),
  )

/** Sound streams with one malformed part, each malformed part once; the first streams cover the commonest shapes. */
export function malformedStreams(streams: Json[][]): { name: string; parts: Json[] }[] {
  const seen = new Set<string>()
  return streams.flatMap((parts, stream) =>
    parts.flatMap((part, position) =>
      distinctMutants([part]).flatMap(mutant => {
        const text = JSON.stringify(mutant.document)
        if (seen.has(text)) return []
        seen.add(text)
        const name = `stream ${stream}, part ${position}: ${mutant.name}`
        return [{ name, parts: parts.map((each, index) => (index === position ? mutant.document : each)) }]
      }),
    ),
  )
}
