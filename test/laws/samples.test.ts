// The laws on the rich samples: documents made by hand in which nearly everything occurs at once.
import { expect, test } from 'vitest'
import type { Place } from './conversion.ts'
import type { Json } from './json.ts'
import { judgeRequest, judgeResult } from './judge-documents.ts'
import { judgeStream } from './judge-streams.ts'
import { type Direction, openLedger } from './ledger.ts'
import { chatRequest, responsesRequest } from './sample-requests.ts'
import { chatChunks, chatCompletion } from './sample-results.ts'
import { sampleStream } from './sample-stream.ts'
import { subject } from './subject.ts'

const response: Json = sampleStream().at(-1)?.response ?? null

async function found(direction: Direction, judge: (place: Place) => void | Promise<void>): Promise<string[]> {
  const place: Place = { subject, ledger: openLedger(), file: 'sample', direction }
  await judge(place)
  expect(place.ledger.checked.size).toBeGreaterThan(0)
  return place.ledger.violations.map(({ law, sentence }) => `${law}: ${sentence}`)
}

test('a chat request with nearly everything in it breaks no law', async () => {
  expect(await found('chat to responses', place => judgeRequest(place, chatRequest, false))).toEqual([])
})
test('a Responses request with nearly everything in it breaks no law', async () => {
  expect(await found('responses to chat', place => judgeRequest(place, responsesRequest, false))).toEqual([])
})
test('a chat completion with nearly everything in it breaks no law', async () => {
  expect(await found('chat to responses', place => judgeResult(place, chatCompletion))).toEqual([])
})
test('a response with text, refusal and call breaks no law', async () => {
  expect(await found('responses to chat', place => judgeResult(place, response))).toEqual([])
})
test('a chat stream with nearly everything in it breaks no law', async () => {
  expect(await found('chat to responses', place => judgeStream(place, chatChunks))).toEqual([])
})
test('a Responses stream with text, refusal and call breaks no law', async () => {
  expect(await found('responses to chat', place => judgeStream(place, sampleStream()))).toEqual([])
})
test('a chat stream cut anywhere before its end breaks no law', async () => {
  for (let length = 1; length < chatChunks.length - 1; length += 1) {
    const cut = chatChunks.slice(0, length)
    expect(await found('chat to responses', place => judgeStream(place, cut)), `cut after ${length}`).toEqual([])
  }
})
test('a Responses stream cut anywhere before its end breaks no law', async () => {
  const events = sampleStream()
  for (let length = 1; length < events.length; length += 1) {
    const cut = events.slice(0, length)
    expect(await found('responses to chat', place => judgeStream(place, cut)), `cut after ${length}`).toEqual([])
  }
})
