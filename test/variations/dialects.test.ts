// The laws on streams as other vendors write them, on the answers they add up to, on what comes of both on the way back,
// and on variations of them.
import { expect, test } from 'vitest'
import { encode, type Place } from '../laws/conversion.ts'
import { foldChat } from '../laws/fold-chat.ts'
import { foldResponses } from '../laws/fold-responses.ts'
import { copy, type Json } from '../laws/json.ts'
import { judgeResult } from '../laws/judge-documents.ts'
import { judgeStream } from '../laws/judge-streams.ts'
import { openLedger } from '../laws/ledger.ts'
import { subject } from '../laws/subject.ts'
import { dialectStreams } from './dialects.ts'
import { runVariations, type Sources, variationSeed } from './run-variations.ts'

const streams = Object.entries(dialectStreams).map(([name, chunks]) => ({ name, chunks: copy(chunks) as Json[] }))

test.each(streams)('$name: no law is broken, there and back', async ({ name, chunks }) => {
  const forth: Place = { subject, ledger: openLedger(), file: name, direction: 'chat to responses' }
  const back: Place = { ...forth, direction: 'responses to chat' }
  await judgeStream(forth, chunks)
  const { completion, error } = foldChat(chunks)
  if (error === null) judgeResult(forth, completion)
  const events = copy(encode(forth, subject.responseEventEncoder, chunks)?.raw ?? [])
  await judgeStream(back, events as Json[])
  judgeResult(back, foldResponses(events as Json[]).response ?? null)
  expect(forth.ledger.violations.map(({ law, sentence }) => `${law}: ${sentence}`)).toEqual([])
})

test('variations of them break no law', async () => {
  const sources: Sources = {
    requests: { 'chat to responses': [], 'responses to chat': [] },
    results: { 'chat to responses': [], 'responses to chat': [] },
    streams: {
      'chat to responses': streams.map(({ name, chunks }) => ({ file: name, document: chunks })),
      'responses to chat': streams.flatMap(({ name, chunks }) => {
        const place: Place = { subject, ledger: openLedger(), file: name, direction: 'chat to responses' }
        const events = encode(place, subject.responseEventEncoder, chunks)?.value
        return Array.isArray(events) ? [{ file: name, document: events }] : []
      }),
    },
  }
  const { ledger, tried } = await runVariations(sources, subject, variationSeed, 10)
  expect(ledger.violations.slice(0, 10)).toEqual([])
  expect(tried).toBeGreaterThan(200)
})
