// Varies every document of the fixtures, and of the recordings where they are at hand, and puts the laws to each.
import { directions as fixtureDirections, loadFixtures } from '../fixtures.ts'
import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import { judgeRequest, judgeResult } from '../laws/judge-documents.ts'
import { judgeStream } from '../laws/judge-streams.ts'
import { type Direction, type Ledger, openLedger } from '../laws/ledger.ts'
import { seeded } from '../laws/malformed.ts'
import { readSse } from '../laws/read-sse.ts'
import { recordings } from '../laws/run-recordings.ts'
import type { Subject } from '../laws/subject.ts'
import { chatRequestVariations } from './chat-requests.ts'
import { chatResultVariations } from './chat-results.ts'
import { chatStreamVariations } from './chat-streams.ts'
import { eventStreamVariations } from './event-streams.ts'
import { responsesRequestVariations } from './responses-requests.ts'
import { responsesResultVariations } from './responses-results.ts'
import { vary } from './variation.ts'

export interface Source<Document> {
  readonly file: string
  readonly document: Document
}

/** The documents there are, by what they are. */
export interface Sources {
  readonly requests: Record<Direction, Source<JsonObject>[]>
  readonly results: Record<Direction, Source<JsonObject>[]>
  readonly streams: Record<Direction, Source<Json[]>[]>
}

const both = <Document>(): Record<Direction, Source<Document>[]> => ({
  'chat to responses': [],
  'responses to chat': [],
})

export function fixtureSources(): Sources {
  const sources: Sources = { requests: both(), results: both(), streams: both() }
  const conversions = loadFixtures('').flatMap(each => each.conversions)
  for (const { case: file, direction, kind, source } of conversions) {
    const place = direction === fixtureDirections[0] ? 'chat to responses' : 'responses to chat'
    if (kind === 'stream' && Array.isArray(source)) sources.streams[place].push({ file, document: source })
    else if (isRecord(source))
      sources[kind === 'request' ? 'requests' : 'results'][place].push({ file, document: source })
  }
  return sources
}

/** The recordings of a folder, but for those whose own server refused or failed them. */
export function recordedSources(folder: string, isExcepted: (file: string) => boolean): Sources {
  const sources: Sources = { requests: both(), results: both(), streams: both() }
  for (const { file, exchange } of recordings(folder)) {
    const path = String(exchange.url).replace(/[?#].*$/, '')
    if (exchange.method !== 'POST' || !/\/(chat\/completions|responses)$/.test(path) || isExcepted(file)) continue
    const { request, response, response_sse: stream, status } = exchange
    if (typeof status === 'number' && status >= 400) continue
    const place: Direction = path.endsWith('/chat/completions') ? 'chat to responses' : 'responses to chat'
    if (isRecord(request)) sources.requests[place].push({ file, document: request })
    if (typeof stream === 'string') sources.streams[place].push({ file, document: readSse(stream).events })
    else if (isRecord(response) && (Array.isArray(response.choices) || response.object === 'response')) {
      sources.results[place].push({ file, document: response })
    }
  }
  return sources
}

/** Where the generator of variations starts on every change. */
export const variationSeed = 20_261_122

/** Varies every document `rounds` times, by a generator that starts at `seed`, and returns what the laws found. */
export async function runVariations(
  sources: Sources,
  subject: Subject,
  seed: number,
  rounds: number,
): Promise<{ ledger: Ledger; tried: number }> {
  const ledger = openLedger()
  let tried = 0
  const random = seeded(seed)
  for (const direction of ['chat to responses', 'responses to chat'] as const) {
    const chat = direction === 'chat to responses'
    const requests = sources.requests[direction]
    const results = sources.results[direction]
    const streams = sources.streams[direction]
    const pools = {
      requests: requests.map(each => each.document),
      results: results.map(each => each.document),
      streams: streams.map(each => each.document),
    }
    for (let round = 0; round < rounds; round += 1) {
      const place = (file: string, names: readonly string[]) => ({
        subject,
        ledger,
        direction,
        file: `${file}, round ${round}, with ${names.join(' and ')}`,
      })
      for (const { file, document } of requests) {
        const varied = vary(document, chat ? chatRequestVariations : responsesRequestVariations, random, pools.requests)
        if (varied === null) continue
        tried += 1
        judgeRequest(place(`request ${file}`, varied.names), varied.document, false)
      }
      for (const { file, document } of results) {
        const varied = vary(document, chat ? chatResultVariations : responsesResultVariations, random, pools.results)
        if (varied === null) continue
        tried += 1
        judgeResult(place(`result ${file}`, varied.names), varied.document)
      }
      for (const { file, document } of streams) {
        const varied = vary(document, chat ? chatStreamVariations : eventStreamVariations, random, pools.streams)
        if (varied === null) continue
        tried += 1
        await judgeStream(place(`stream ${file}`, varied.names), varied.document)
      }
    }
  }
  ledger.violations = ledger.violations.filter(({ sentence }) => !isMovedBesideOthers(sentence))
  return { ledger, tried }
}

/**
 * Of two items that changed places both are reported. Where a third one grew or went away beside them, the judge cannot
 * tell which of them it was that moved.
 */
const isMovedBesideOthers = (sentence: string): boolean =>
  /^reported, but it came back as it was: changed at \/input\/\d+$/.test(sentence)
