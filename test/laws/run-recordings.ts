// Runs every recorded exchange of a folder through the laws and returns what was found.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Place } from './conversion.ts'
import { isRecord, type Json, type JsonObject } from './json.ts'
import { judgeError, judgeRequest, judgeResult } from './judge-documents.ts'
import { judgeStream } from './judge-streams.ts'
import { type Direction, type Ledger, openLedger } from './ledger.ts'
import { readSse } from './read-sse.ts'
import type { Subject } from './subject.ts'

/** The exchanges in a folder, by their path in it. */
export function recordings(folder: string): { file: string; exchange: JsonObject }[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => ({
      file: relative(folder, join(folder, name)).split(sep).join('/'),
      exchange: JSON.parse(readFileSync(join(folder, name), 'utf8')),
    }))
    .filter(({ exchange }) => isRecord(exchange) && typeof exchange.url === 'string')
}

export async function runRecordings(folder: string, subject: Subject): Promise<Ledger> {
  const ledger = openLedger()
  for (const { file, exchange } of recordings(folder)) {
    const path = String(exchange.url).replace(/[?#].*$/, '')
    const direction: Direction = path.endsWith('/chat/completions') ? 'chat to responses' : 'responses to chat'
    // Only the two create routes have a counterpart; stored responses are read by what they are.
    const creates = exchange.method === 'POST' && /\/(chat\/completions|responses)$/.test(path)
    await judgeExchange({ subject, ledger, file, direction }, exchange, creates)
  }
  return ledger
}

async function judgeExchange(place: Place, exchange: JsonObject, creates: boolean): Promise<void> {
  const { request, response, response_sse: stream } = exchange
  const failed = isRecord(response) && isRecord(response.error) && response.id === undefined
  const status = typeof exchange.status === 'number' ? exchange.status : failed ? 400 : 200
  if (creates && isRecord(request)) judgeRequest(place, request, status >= 400)
  if (typeof stream === 'string') await judgeStream(place, readSse(stream).events)
  else if (creates && status >= 400) judgeError(place, status, response ?? null)
  else if (isResult(response)) judgeResult(place, response)
}

function isResult(response: Json | undefined): response is JsonObject {
  if (!isRecord(response)) return false
  return response.object === 'response' || response.object === 'chat.completion' || Array.isArray(response.choices)
}
