// A call as the server sees it, whatever transport it came over, and the answer, whatever transport it leaves by.
import type { Pieces } from './pieces.ts'
import type { ConnectionMemory } from './state/call.ts'

/** Header names in lower case. */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>

export interface Incoming {
  readonly method: string
  /** As it was sent, still encoded; without the query. */
  readonly path: string
  /** With its question mark; `''` where there is none. */
  readonly query: string
  readonly headers: HeaderFields
  readonly body: AsyncIterable<Uint8Array> | WholeBody
  /** The caller has gone. */
  readonly signal: AbortSignal
  /** Responses that are not stored but can be continued on the connection that made them, where there is one. */
  readonly memory?: ConnectionMemory | undefined
}

/** A body of which a transport can give all at once, for less than its pieces would cost. */
export interface WholeBody extends AsyncIterable<Uint8Array> {
  /** Rejects with `RefusedCall` as soon as there are more bytes, or when the request breaks off. */
  whole(limit: number): Promise<Uint8Array>
}

export interface Outgoing {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | Pieces | JsonBody | null
}

/** A value that is written as JSON when it leaves: until then somebody may still look at it. */
export class JsonBody {
  readonly value: unknown

  constructor(value: unknown) {
    this.value = value
  }

  toString(): string {
    return JSON.stringify(this.value)
  }
}

/** One header's value; of several with one name, the first. */
export function headerOf(headers: HeaderFields, name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined
  return typeof value === 'string' || value === undefined ? value : value[0]
}

export function isPieces(body: Outgoing['body']): body is Pieces {
  return typeof body === 'object' && body !== null && 'next' in body
}
