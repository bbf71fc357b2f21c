// The laws on generated streams and results, there and on: chat to Responses, and what came of it back to chat.
import { expect, test } from 'vitest'
import { encode, type Place } from './conversion.ts'
import { foldChat } from './fold-chat.ts'
import { foldResponses } from './fold-responses.ts'
import { generatedStream } from './generated-stream.ts'
import type { Json } from './json.ts'
import { judgeResult } from './judge-documents.ts'
import { judgeStream } from './judge-streams.ts'
import { openLedger, table } from './ledger.ts'
import { seeded } from './malformed.ts'
import { subject } from './subject.ts'

test('400 generated streams, and the results they add up to, break no law in either direction', async () => {
  const random = seeded(3)
  const ledger = openLedger()
  for (let round = 0; round < 400; round += 1) {
    const chunks = generatedStream(random)
    const forth: Place = { subject, ledger, file: JSON.stringify(chunks.map(said)), direction: 'chat to responses' }
    await judgeStream(forth, chunks)
    judgeResult(forth, foldChat(chunks).completion)
    const events = encode(forth, subject.responseEventEncoder, chunks)?.value
    if (!Array.isArray(events)) continue
    const back: Place = { ...forth, direction: 'responses to chat' }
    await judgeStream(back, events)
    judgeResult(back, foldResponses(events).response ?? null)
  }
  const shown = ledger.violations.slice(0, 10).map(({ law, sentence, file }) => `${law}: ${sentence} from ${file}`)
  expect(shown, `${ledger.violations.length} violations\n${table(ledger)}`).toEqual([])
})

/** What one chunk says, for a sentence about the stream it is in. */
function said(chunk: Json): Json {
  const { choices } = Object(chunk)
  return Array.isArray(choices) && choices.length > 0 ? { ...choices[0], logprobs: undefined } : chunk
}
