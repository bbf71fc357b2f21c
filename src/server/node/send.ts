// Upstream calls over undici's dispatcher, without a fetch and its web streams, which cost several times as much.
import { Readable } from 'node:stream'
import { type Dispatcher, Pool } from 'undici'
import type { UpstreamAnswer } from '../../shim/source.ts'
import { isTimeout } from '../../shim/timeout.ts'
import { UnreachableError } from '../failure.ts'
import type { Transport } from '../upstream.ts'
import { answerOf } from './answer.ts'
import { connecting } from './connector.ts'
import { type Dispatch, Dispatched } from './dispatched.ts'
import { explanations, type Limits } from './explain.ts'
import { together } from './together.ts'

export interface NodeSend extends Transport {
  /** Closes the connections that are idle, and lets no other become it. Calls under way are finished. */
  close(): void
}

/** Milliseconds an idle connection is kept for the next call, unless the upstream has said less. */
const kept = 60_000

export function nodeSend(limits: Limits): NodeSend {
  const { connect, brokeInUse } = connecting(limits.connect)
  const explain = explanations(limits)
  const pools = new Map<string, Pool>()
  let closed = false

  function poolOf(origin: string): Pool {
    const known = pools.get(origin)
    if (known !== undefined) return known
    const pool = new Pool(origin, {
      connect,
      headersTimeout: limits.headers,
      bodyTimeout: limits.idle,
      keepAliveTimeout: kept,
      pipelining: closed ? 0 : 1,
    })
    pools.set(origin, pool)
    return pool
  }

  const targetOf = lastOne((url: string) => {
    const { origin, pathname, search } = new URL(url)
    return { origin, path: pathname + search }
  })

  function once(url: string, init: RequestInit, isSecond: boolean): Promise<UpstreamAnswer> {
    const { origin, path } = targetOf(url)
    const { method = 'GET' } = init
    const signal = init.signal ?? undefined
    const again = isSecond ? undefined : () => once(url, init, true)
    const request = { method: method as 'POST', path, headers: fieldsOf(init.headers), body: bodyOf(init.body) }
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      poolOf(origin).dispatch(request, new Dispatched(hearing({ method, signal, resolve, reject, again })))
    })
  }

  /** On its own, so that what is there as long as an answer lasts does not hold what was asked. */
  function hearing({ method, signal, resolve, reject, again }: Sent): Dispatch {
    let sendAgain = again
    return {
      signal,
      answered(head, body) {
        sendAgain = undefined
        together(() => resolve(answerOf(head, body, method)))
      },
      failed(error) {
        // The server closed the idle connection just when it was taken up again: it has not read this call.
        if (sendAgain !== undefined && brokeInUse(error) && !signal?.aborted) sendAgain().then(resolve, reject)
        else reject(signal?.aborted ? signal.reason : unreachable(explain(error)))
      },
      explain,
    }
  }

  return {
    isGuarded: true,
    send: (url, init) => once(url, init, false),
    close() {
      closed = true
      for (const pool of pools.values()) void pool.close()
      // A call that is made again makes new ones, which keep nothing.
      pools.clear()
    },
  }
}

interface Sent {
  readonly method: string
  readonly signal: AbortSignal | undefined
  readonly resolve: (answer: UpstreamAnswer) => void
  readonly reject: (error: unknown) => void
  readonly again: (() => Promise<UpstreamAnswer>) | undefined
}

const unreachable = (error: unknown) => (isTimeout(error) ? error : new UnreachableError(error))

/** Almost every call goes to the same address. */
function lastOne<Value>(make: (key: string) => Value): (key: string) => Value {
  let known: { key: string; value: Value } | undefined
  return key => {
    if (known?.key !== key) known = { key, value: make(key) }
    return known.value
  }
}

/** Texts of so many characters or more are let go when they have been sent: undici holds others until the answer ends. */
const long = 16_384

function bodyOf(body: RequestInit['body']): NonNullable<Dispatcher.DispatchOptions['body']> | null {
  if (typeof body !== 'string' || body.length < long) return (body ?? null) as string | Uint8Array | null
  // All of it is there at once, so that its length is known and sent.
  const stream = new Readable({ read() {} })
  stream.push(body)
  stream.push(null)
  return stream
}

function fieldsOf(headers: RequestInit['headers']): Record<string, string> {
  if (headers instanceof Headers || Array.isArray(headers)) return Object.fromEntries(headers)
  return headers ?? {}
}
