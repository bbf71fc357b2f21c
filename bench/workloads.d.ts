// What the test of the bench needs to know of workloads.js.
import type * as core from '../src/index.ts'
import type { chatSseWriter } from '../src/wire/chat-sse-writer.ts'
import type * as wire from '../src/wire/sse.ts'

export interface Workload {
  readonly name: string
  /** Bytes read by one run of either side. */
  readonly bytes: number
  /** Elements of a stream, its end included. */
  readonly events?: number
  /** The ratio that is not to be exceeded. */
  readonly limit?: number
  /** The same body in the other API. */
  readonly expected?: unknown
  /** What a stream says, in pieces and as a whole. */
  readonly said?: { readonly kind: 'text' | 'arguments'; readonly pieces: readonly string[]; readonly whole: string }
  floor(): string | Uint8Array[]
  converted(): string | Uint8Array[]
}

export type Library = typeof core & typeof wire & { chatSseWriter: typeof chatSseWriter }

export function workloads(library: Library): Workload[]
