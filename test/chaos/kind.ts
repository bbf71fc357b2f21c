// What a kind of fault is: a script, and what each caller is owed for it.
import type { CreateFetchOptions } from '../../src/shim/fetch.ts'
import { type Healthy, healthy } from './answers.ts'
import type { Outcome } from './caller.ts'
import { chunked, head, type Script, sized } from './upstream.ts'

export type OutcomeName = Outcome['kind']

export interface Kind {
  /** Ends the sentence "an upstream that …". */
  readonly name: string
  readonly script: (answer: Answer) => Script
  /** What a caller who streams is owed, and one who does not. */
  readonly stream: Owed
  readonly whole: Owed
  /** It never ends by itself: the caller leaves once everything has been sent. */
  readonly stalls?: true
  /** It never ends by itself, and is let go once it has nothing more to say. */
  readonly letGo?: true
  readonly options?: Partial<CreateFetchOptions>
}

/** An outcome, or one for each API of the upstream; a number is an HTTP error of that status. */
export type Owed =
  | OutcomeName
  | number
  | { readonly chat: OutcomeName | number; readonly responses: OutcomeName | number }

/** A healthy answer to what the caller asked for, in the pieces it would come in. */
export interface Answer extends Healthy {
  readonly contentType: string
  readonly pieces: readonly string[]
  readonly body: string
  /** The part of it that ends in the middle of something, before the answer is finished. */
  readonly half: string
}

export function answerOf(side: Healthy['side'], stream: boolean): Answer {
  const facts = healthy[side]
  const json = JSON.stringify(facts.result)
  const pieces = stream ? facts.events : [json.slice(0, 40), json.slice(40, 80), json.slice(80)]
  const whole = pieces.join('')
  const half = stream ? facts.events.slice(0, 2).join('') + facts.events[2]?.slice(0, 30) : json.slice(0, 60)
  return { ...facts, contentType: stream ? eventStream : jsonType, pieces, body: whole, half }
}

export const eventStream = 'text/event-stream; charset=utf-8'
const jsonType = 'application/json'

export const page = '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'

/** A whole answer in chunks, closed as it should be. */
export function inChunks(contentType: string, pieces: readonly string[], headers = {}): Script {
  const opening = head(200, { 'content-type': contentType, 'transfer-encoding': 'chunked', ...headers })
  return [opening, ...chunked(pieces), { act: 'half-close' }]
}

/** A body that goes on until the connection is closed. */
export function untilClosed(contentType: string, ...bodyAndEnd: Script): Script {
  return [head(200, { 'content-type': contentType, connection: 'close' }), ...bodyAndEnd]
}

export function json(status: number | string, body: unknown, headers = {}): Script {
  return [sized(status, jsonType, JSON.stringify(body), headers)]
}
