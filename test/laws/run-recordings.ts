// Runs every recorded exchange of a folder through the laws and returns what was found.
import { createHash } from 'node:crypto'
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

export type Kind = 'request' | 'result' | 'stream' | 'error'

/** One thing a recorded exchange holds, and what the laws say of it. */
export interface Judged {
  readonly file: string
  readonly kind: Kind
  readonly direction: Direction
  readonly ledger: Ledger
}

export interface RecordedRun {
  readonly exchanges: number
  /** Tells this folder of recordings from another one. */
  readonly digest: string
  readonly judged: Judged[]
  /** All of them together. */
  readonly ledger: Ledger
}

export async function runRecordings(folder: string, subject: Subject): Promise<RecordedRun> {
  const judged: Judged[] = []
  const digest = createHash('sha256')
  let exchanges = 0
  for (const { file, exchange } of recordings(folder)) {
    exchanges += 1
    digest.update(file).update(JSON.stringify(exchange))
    const path = String(exchange.url).replace(/[?#].*$/, '')
    const direction: Direction = path.endsWith('/chat/completions') ? 'chat to responses' : 'responses to chat'
    // Only the two create routes have a counterpart; stored responses are read by what they are.
    const creates = exchange.method === 'POST' && /\/(chat\/completions|responses)$/.test(path)
    const open = (kind: Kind): Place => {
      const ledger = openLedger()
      judged.push({ file, kind, direction, ledger })
      return { subject, ledger, file, direction }
    }
    await judgeExchange(open, exchange, creates)
  }
  const ledger = sumOf(judged.map(each => each.ledger))
  return { exchanges, digest: digest.digest('hex').slice(0, 16), judged, ledger }
}

/** Several ledgers as one. */
export function sumOf(ledgers: readonly Ledger[]): Ledger {
  const sum = openLedger()
  for (const { checked, violations } of ledgers) {
    for (const [law, count] of checked) sum.checked.set(law, (sum.checked.get(law) ?? 0) + count)
    sum.violations.push(...violations)
  }
  return sum
}

async function judgeExchange(open: (kind: Kind) => Place, exchange: JsonObject, creates: boolean): Promise<void> {
  const { request, response, response_sse: stream } = exchange
  const failed = isRecord(response) && isRecord(response.error) && response.id === undefined
  const status = typeof exchange.status === 'number' ? exchange.status : failed ? 400 : 200
  if (creates && isRecord(request)) judgeRequest(open('request'), request, status >= 400)
  if (typeof stream === 'string') await judgeStream(open('stream'), readSse(stream).events)
  else if (creates && status >= 400) judgeError(open('error'), status, response ?? null)
  else if (isResult(response)) judgeResult(open('result'), response)
}

function isResult(response: Json | undefined): response is JsonObject {
  if (!isRecord(response)) return false
  return response.object === 'response' || response.object === 'chat.completion' || Array.isArray(response.choices)
}
