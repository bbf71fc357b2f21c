// Streams that are not what they should be: each ends in exactly one terminal event, and in no false one.
import { describe, expect, test } from 'vitest'
import { malformedRuns as runs } from '../chaos/runs.ts'
import { callChat, callResponses } from '../fetch/streams.ts'
import { repeatableOptions, type Side } from '../fixtures.ts'
import { blocksOf, mutations } from './bytes-mutations.ts'
import {
  type ByteStream,
  bytesOf,
  convert,
  endingOf,
  fixtureStreams,
  saysItIsFinished,
  seeded,
} from './bytes-streams.ts'

const seed = 20_261_122
const streams = fixtureStreams()
const ofSide = (side: Side) => streams.filter(stream => stream.side === side)
const sides: readonly Side[] = ['chat', 'responses']
const otherSide = (side: Side): Side => (side === 'chat' ? 'responses' : 'chat')

function pick<Member>(list: readonly Member[], random: (limit: number) => number): Member {
  const member = list[random(list.length)]
  if (member === undefined) throw new Error('There is nothing to pick from.')
  return member
}

/** The answer of createFetch to a caller who streams, for an upstream that sends these bytes in pieces of some size. */
async function bridged({ side, bytes }: ByteStream, pieceSize: number): Promise<string> {
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(at, at + pieceSize))
      at += pieceSize
    },
  })
  const answer = new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  const call = side === 'chat' ? callResponses : callChat
  const { id, now } = repeatableOptions()
  return (await call(answer, { id, now })).text()
}

test('there are at least 300 malformed streams of each API', () => {
  expect(Object.keys(mutations).length * runs).toBeGreaterThanOrEqual(300)
})

describe.each(Object.entries(mutations))('a stream that %s', (name, mutation) => {
  test.each(sides)('ends once and truly, when the upstream speaks %s', async side => {
    for (let run = 0; run < runs; run += 1) {
      const random = seeded(seed + run * 7919 + name.length * 104_729 + (side === 'chat' ? 0 : 1))
      const stream = pick(ofSide(side), random)
      const material = {
        blocks: blocksOf(stream),
        other: blocksOf(pick(ofSide(side), random)),
        foreign: blocksOf(pick(ofSide(otherSide(side)), random)),
        random,
      }
      const made = mutation(material)
      const spoilt: ByteStream = { ...stream, bytes: typeof made === 'string' ? bytesOf(made) : made }
      const about = `${stream.name}, run ${run}`
      const text = await bridged(spoilt, spoilt.bytes.length || 1)
      const ending = endingOf(otherSide(side), text)
      if (ending === 'finished') expect(saysItIsFinished(spoilt), about).toBe(true)
      expect(await bridged(spoilt, 1 + random(400)), `${about}, in other pieces`).toBe(text)
    }
  })
})

describe('a stream cut at any byte', () => {
  const chosen = process.env.CHAOS_RUNS ? streams : streams.filter((_, index) => index % 6 === 1)

  test.each(chosen)('is finished if it has said so, and failed if not: $name', stream => {
    const { side, bytes } = stream
    const caller = otherSide(side)
    const whole = endingOf(caller, convert(side, [bytes]))
    let text = ''
    let ending = ''
    for (let length = 0; length <= bytes.length; length += 1) {
      const cut = { ...stream, bytes: bytes.subarray(0, length) }
      const converted = convert(side, [cut.bytes])
      if (converted !== text) ending = endingOf(caller, converted)
      text = converted
      const owed = whole === 'finished' && saysItIsFinished(cut) ? 'finished' : 'failed'
      if (ending !== owed) expect(ending, `after ${length} bytes`).toBe(owed)
    }
  })
})
