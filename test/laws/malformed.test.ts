// Law 5 on malformed input: whatever JSON comes in, only typed errors come out, and no stream falls apart.
import { expect, test } from 'vitest'
import { encode, fixedOptions, judgeThrown, type Place } from './conversion.ts'
import { brief, copy, freeze, type Json } from './json.ts'
import { openLedger } from './ledger.ts'
import { seeded, spoiled } from './malformed.ts'
import { chatRequest, responsesRequest } from './sample-requests.ts'
import { chatChunks, chatCompletion } from './sample-results.ts'
import { sampleStream } from './sample-stream.ts'
import { subject } from './subject.ts'
import { wellFormedViolations } from './well-formed.ts'

const rounds = 500

/** The error, unless it is one of the library's own; the input that brought it about is part of the sentence. */
function untyped(run: () => unknown, input: unknown): string[] {
  const place: Place = { subject, ledger: openLedger(), file: brief(input), direction: 'chat to responses' }
  try {
    run()
  } catch (error) {
    judgeThrown(place, [error], true)
  }
  return place.ledger.violations.map(({ law, file, sentence }) => `${law}: ${sentence} from ${file}`)
}

const response: Json = sampleStream().at(-1)?.response ?? null
const documents = [
  ['toResponsesRequest', chatRequest],
  ['toChatRequest', responsesRequest],
  ['toResponse', chatCompletion],
  ['toChatCompletion', response],
] as const

for (const [name, sound] of documents) {
  test(`${name} takes ${rounds} malformed documents without an error that is not its own`, () => {
    const random = seeded(1)
    const inputs: unknown[] = [undefined, ...Array.from({ length: rounds }, () => freeze(spoiled(sound, random)))]
    const found = inputs.flatMap(input => untyped(() => copy(subject[name](input, fixedOptions([]))), input))
    expect(found.slice(0, 10), `${found.length} of ${inputs.length}`).toEqual([])
  })
}

for (const [name, sound] of [
  ['responseEventEncoder', chatChunks],
  ['chatChunkEncoder', sampleStream()],
] as const) {
  test(`${name} takes ${rounds} malformed streams without an error that is not its own`, () => {
    const random = seeded(2)
    const found: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      const place: Place = { subject, ledger: openLedger(), file: `round ${round}`, direction: 'chat to responses' }
      const spoilt = spoiled([...sound], random)
      const parts = Array.isArray(spoilt) ? spoilt : [spoilt]
      const typed = untyped(() => {
        const encoder = subject[name](fixedOptions([]))
        for (const part of parts) encoder.push(freeze(copy(part)))
        encoder.finish()
      }, parts)
      found.push(...typed)
      if (typed.length > 0 || name !== 'responseEventEncoder') continue
      const streamed = encode(place, subject.responseEventEncoder, parts)
      if (streamed !== null && Array.isArray(streamed.value)) {
        found.push(...wellFormedViolations(streamed.value).map(sentence => `law 6: ${sentence} from ${brief(parts)}`))
      }
    }
    expect(found.slice(0, 10), `${found.length} in ${rounds}`).toEqual([])
  })
}
