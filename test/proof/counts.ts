// The part of the proof that counts what is tried on every change. Nothing here is typed: each number is taken from what
// the tests themselves are made of.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { malformedStreams, seedsOf } from '../arbitraries/malformed-seeds.ts'
import { distinctMutants } from '../arbitraries/mutations.ts'
import { runs } from '../arbitraries/runs.ts'
import { kinds as faults } from '../chaos/kinds.ts'
import { departures, malformedRuns } from '../chaos/runs.ts'
import { loadFixtures } from '../fixtures.ts'
import type { Json } from '../laws/json.ts'
import { plantedFaults } from '../planted-faults/faults.ts'
import { chatRequestVariations } from '../variations/chat-requests.ts'
import { chatResultVariations } from '../variations/chat-results.ts'
import { chatStreamVariations } from '../variations/chat-streams.ts'
import { eventStreamVariations } from '../variations/event-streams.ts'
import { responsesRequestVariations } from '../variations/responses-requests.ts'
import { responsesResultVariations } from '../variations/responses-results.ts'
import { mutations } from '../wire/bytes-mutations.ts'
import { fixtureStreams } from '../wire/bytes-streams.ts'
import { table } from './table.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The names of the properties, as the test runner lists them. */
function properties(): number {
  const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
  const listed = execFileSync(process.execPath, [vitest, 'list', 'test/properties', '--json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return JSON.parse(listed.slice(listed.indexOf('['))).length
}

function variationRows(): string[][] {
  const count = (variations: object) => String(Object.keys(variations).length)
  return [
    ['ways to vary a request, chat and Responses', count(chatRequestVariations), count(responsesRequestVariations)],
    ['ways to vary a result', count(chatResultVariations), count(responsesResultVariations)],
    ['ways to vary a stream', count(chatStreamVariations), count(eventStreamVariations)],
  ]
}

function malformedRows(): string[][] {
  const bodies = (kind: 'request' | 'response') =>
    (['to-responses', 'to-chat'] as const).map(direction => String(distinctMutants(seedsOf(direction, kind)).length))
  const streams = (['to-responses', 'to-chat'] as const).map(direction =>
    String(malformedStreams(seedsOf(direction, 'stream') as Json[][]).length),
  )
  return [
    ['distinct malformed requests', ...bodies('request')],
    ['distinct malformed results', ...bodies('response')],
    ['streams with one malformed part', ...streams],
  ]
}

function byteRows(): string[][] {
  const streams = fixtureStreams()
  const of = (side: string) => streams.filter(stream => stream.side === side)
  const bytes = (side: string) => of(side).reduce((sum, stream) => sum + stream.bytes.length + 1, 0)
  const cases = Object.keys(mutations).length * malformedRuns
  return [
    ['streams cut at every byte', String(of('chat').length), String(of('responses').length)],
    ['places where they are cut', String(bytes('chat')), String(bytes('responses'))],
    ['malformed event streams', String(cases), String(cases)],
  ]
}

/** Lines of the page that take no time to make. */
export function countedCheaply(): string[] {
  const laws = plantedFaults.filter(fault => fault.seenBy === undefined).length
  return [
    `- ${loadFixtures('').length} cases in \`fixtures/\`.`,
    `- ${faults.length} kinds of fault of an upstream, in both directions, with and without streaming: ${4 * faults.length} calls.`,
    `- ${plantedFaults.length} faults planted in the library by hand, ${laws} of them found out by the laws alone, the others by the files of the cases.`,
  ]
}

export function countedProof(): string {
  const conversions = loadFixtures('').flatMap(each => each.conversions)
  const toward = (direction: string) => String(conversions.filter(each => each.direction === direction).length)
  return [
    '## What else is tried on every change',
    table(
      ['', 'chat to Responses', 'Responses to chat'],
      [
        ['conversions fixed by files side by side', toward('to-responses'), toward('to-chat')],
        ...variationRows(),
        ...malformedRows(),
        ...byteRows(),
      ],
    ),
    [
      `- ${properties()} properties of generated documents and streams, ${runs} runs each from a fixed seed and from a fresh one.`,
      `- ${departures} callers who leave a stream, each of whom the upstream must miss within 250 milliseconds.`,
      ...countedCheaply(),
    ].join('\n'),
  ].join('\n\n')
}
