// Law 5 and law 6 on malformed streams: one part of a sound stream is wrong. Whatever it is, the encoder returns or
// throws one of the library's own errors, and what has been emitted in the end has exactly one end.
import { describe, expect, test } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { malformedStreams, seedsOf } from '../arbitraries/malformed-seeds.ts'
import { errorViolations, lossViolations } from '../arbitraries/refusals.ts'
import { freeze, isRecord, type Json } from '../laws/json.ts'
import { type Encoder, type Options, subject } from '../laws/subject.ts'
import { wellFormedViolations } from '../laws/well-formed.ts'

const streamsOf = (direction: 'to-responses' | 'to-chat') => seedsOf(direction, 'stream') as Json[][]

interface Outcome {
  emitted: unknown[]
  wrong: string[]
}

/** Pushes everything. A caller who gets an error stops pushing and asks for the end of the stream. */
function run(open: (options: Options) => Encoder, parts: readonly Json[], options: Options): Outcome {
  const outcome: Outcome = { emitted: [], wrong: [] }
  const encoder = open({ id: counted(), now: () => 1, ...options })
  const began = performance.now()
  const attempt = (step: () => unknown[]): boolean => {
    try {
      outcome.emitted.push(...step())
      return true
    } catch (error) {
      // The pointer is into the chunk or event, or into the finished object they add up to.
      outcome.wrong.push(...errorViolations(error))
      return false
    }
  }
  const sound = parts.every(part => attempt(() => encoder.push(freeze(part)))) && attempt(() => encoder.finish())
  if (!sound && !attempt(() => encoder.finish())) outcome.wrong.push('the end was refused twice')
  outcome.emitted.push(...encoder.finish())
  if (performance.now() - began > 1000) outcome.wrong.push('it took more than a second')
  return outcome
}

function counted(): (prefix: string) => string {
  let count = 0
  return prefix => `${prefix}${++count}`
}

const tried = (streams: ReturnType<typeof malformedStreams>, judge: (parts: Json[]) => string[]) =>
  streams.flatMap(({ name, parts }) => judge(parts).map(sentence => `${sentence} | ${name}`))

const ways: [string, (losses: { path: string; message: string }[]) => Options][] = [
  ['without a listener', () => ({})],
  ['with a listener', losses => ({ onLoss: loss => losses.push(loss as { path: string; message: string }) })],
  ['strictly', () => ({ strict: true })],
]

describe('a chat stream with a malformed chunk', () => {
  const streams = malformedStreams(streamsOf('to-responses'))

  for (const [way, options] of ways) {
    test(`becomes a well-formed stream of events with one end, ${way}`, () => {
      expect(streams.length).toBeGreaterThanOrEqual(2000)
      const found = tried(streams, parts => {
        const losses: { path: string; message: string }[] = []
        const { emitted, wrong } = run(subject.responseEventEncoder, parts, options(losses))
        wrong.push(...losses.flatMap(loss => lossViolations(loss)))
        const own = checkResponseEvents(emitted as Parameters<typeof checkResponseEvents>[0])
        return [...wrong, ...wellFormedViolations(emitted), ...own.map(violation => violation.message)]
      })
      expect(found.slice(0, 10), `${found.length} of ${streams.length}`).toEqual([])
    })
  }
})

describe('a listener to losses', () => {
  test('changes nothing about what is emitted of a malformed stream', () => {
    for (const [open, direction] of [
      [subject.responseEventEncoder, 'to-responses'],
      [subject.chatChunkEncoder, 'to-chat'],
    ] as const) {
      const streams = malformedStreams(streamsOf(direction)).filter((_, index) => index % 3 === 0)
      const found = tried(streams, parts => {
        const [heard, unheard] = [{ onLoss: () => {} }, {}].map(options => run(open, parts, options))
        return JSON.stringify(heard?.emitted) === JSON.stringify(unheard?.emitted) ? [] : ['something else']
      })
      expect(found.slice(0, 10), `${found.length} of ${streams.length}`).toEqual([])
    }
  })
})

describe('a stream of events with a malformed event', () => {
  const streams = malformedStreams(streamsOf('to-chat'))

  for (const [way, options] of ways) {
    test(`becomes a chat stream with one end, ${way}`, () => {
      expect(streams.length).toBeGreaterThanOrEqual(2000)
      const found = tried(streams, parts => {
        const losses: { path: string; message: string }[] = []
        const { emitted, wrong } = run(subject.chatChunkEncoder, parts, options(losses))
        wrong.push(...losses.flatMap(loss => lossViolations(loss)))
        return [...wrong, ...chatStreamViolations(emitted)]
      })
      expect(found.slice(0, 10), `${found.length} of ${streams.length}`).toEqual([])
    })
  }

  test('is judged by the checker without an error of its own', () => {
    const found = tried(streams, parts => {
      try {
        const violations = checkResponseEvents(parts as Parameters<typeof checkResponseEvents>[0])
        return violations.every(({ message }) => /^[A-Z].*\.$|^[a-z_]+ must .*\.$/.test(message)) ? [] : ['no sentence']
      } catch (error) {
        return [`the checker threw ${String(error)}`]
      }
    })
    expect(found.slice(0, 10)).toEqual([])
  })
})

/** A chat stream says how it ended once, and nothing after it but usage. */
function chatStreamViolations(emitted: readonly unknown[]): string[] {
  const chunks = emitted.filter(isRecord)
  const reasons = chunks.filter(chunk =>
    (Array.isArray(chunk.choices) ? chunk.choices : []).some(
      choice => isRecord(choice) && choice.finish_reason !== null,
    ),
  )
  const errors = chunks.filter(chunk => chunk.error !== undefined)
  const wrong: string[] = []
  if (reasons.length + errors.length > 1) wrong.push(`${reasons.length} reasons and ${errors.length} errors`)
  if (JSON.stringify(emitted) === undefined) wrong.push('it cannot be written')
  return wrong
}

describe('a source of a stream', () => {
  test('that throws is heard of, and what came before it is not lost', async () => {
    async function* broken(): AsyncGenerator<unknown> {
      yield { id: 'chatcmpl-1', choices: [{ index: 0, delta: { content: 'Hi' } }] }
      throw new RangeError('the source broke')
    }
    const events: unknown[] = []
    const all = async () => {
      for await (const event of subject.toResponseEvents(broken(), {})) events.push(event)
    }
    await expect(all()).rejects.toThrow('the source broke')
    expect(events.length).toBeGreaterThan(2)
  })

  test('that gives something that is no object makes both directions throw a pointer and a sentence', async () => {
    async function* only(part: unknown): AsyncGenerator<unknown> {
      yield part
    }
    for (const part of [null, 5, 'data', []]) {
      for (const convert of [subject.toResponseEvents, subject.toChatChunks]) {
        const all = async () => {
          for await (const _ of convert(only(part), {}));
        }
        await expect(all()).rejects.toMatchObject({ name: 'InvalidInputError', path: '' })
      }
    }
  })
})
