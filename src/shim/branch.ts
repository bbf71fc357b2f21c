// One upstream stream on its way to the caller, piece by piece and only when asked; and several as one.
import type { ChoiceMerge } from './choices.ts'
import type { Exchange } from './exchange.ts'
import type { ByteSource } from './source.ts'
import { isTimeout, limited } from './timeout.ts'
import type { Transcoder } from './transcoder.ts'

export interface Branch {
  /** Elements for the caller; none when what came says nothing. Not to be called again before it has settled. */
  next(): Promise<readonly unknown[]>
  /** Nothing more will come. */
  readonly finished: boolean
  cancel(reason?: unknown): Promise<void>
}

const nothing: readonly unknown[] = []

// A server that has said its last word closes; one that does not would hold the socket, and the caller, for nothing.
const lingerMilliseconds = 1000

export function byteBranch(body: ByteSource, transcoder: Transcoder, exchange: Exchange): Branch {
  const { signal, idle, clock } = exchange
  const source = limited(body, idle, clock)
  let cancelled = false
  let stopLingering: (() => void) | undefined

  async function next(): Promise<readonly unknown[]> {
    let bytes: Uint8Array | undefined
    try {
      bytes = await source.read()
    } catch (error) {
      // The caller broke it off, and expects what fetch does then. Otherwise the upstream did: a stream cut short.
      if (signal?.aborted && !cancelled) throw error
      // After its last word it may be silent.
      if (isTimeout(error) && !cancelled && !transcoder.ending) return transcoder.fail(error)
    }
    if (cancelled) return nothing
    const elements = bytes === undefined ? transcoder.end() : transcoder.push(bytes)
    if (bytes === undefined) stopLingering?.()
    else if (transcoder.cut) void source.cancel().catch(() => {})
    else if (transcoder.ending || transcoder.finished) {
      stopLingering ??= linger(source)
      if (transcoder.finished) void drain(source).finally(stopLingering)
    }
    return elements
  }

  return {
    next,
    get finished() {
      return transcoder.finished
    },
    cancel(reason) {
      cancelled = true
      stopLingering?.()
      return source.cancel(reason)
    },
  }
}

/** A result that was not streamed, as a stream of one piece. */
export function wholeBranch(transcoder: Transcoder, elements: readonly unknown[]): Branch {
  return {
    next: async () => transcoder.pushElements(elements),
    get finished() {
      return transcoder.finished
    },
    cancel: async () => {},
  }
}

/** Whatever of several streams comes first goes first. Each is read one piece ahead of the caller, not more. */
export function mergedBranch(branches: readonly Branch[], merge: ChoiceMerge): Branch {
  type Came = { readonly branch: Branch; readonly elements: Promise<readonly unknown[]> }
  const came: Came[] = []
  const reading = new Set<Branch>()
  let wake = () => {}

  function read(branch: Branch): void {
    reading.add(branch)
    const elements = branch.next()
    const tell = () => {
      came.push({ branch, elements })
      wake()
    }
    elements.then(tell, tell)
  }

  async function cancelOthers(reason?: unknown): Promise<void> {
    const open = branches.filter(branch => !branch.finished)
    await Promise.all(open.map(branch => branch.cancel(reason).catch(() => {})))
  }

  return {
    async next() {
      for (const branch of branches) if (!reading.has(branch) && !branch.finished) read(branch)
      if (came.length === 0) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      const first = came.shift()
      if (first === undefined) return nothing
      reading.delete(first.branch)
      const elements = await first.elements
      if (merge.ended) void cancelOthers()
      return elements
    },
    get finished() {
      // The branch that brought the end is finished before its elements have been taken from here.
      return merge.ended && !branches.some(branch => branch.finished && reading.has(branch))
    },
    cancel: reason => {
      wake()
      return cancelOthers(reason)
    },
  }
}

/** Lets the upstream go after a while, unless what is returned is called before. */
function linger(source: ByteSource): () => void {
  const timer = setTimeout(() => void source.cancel().catch(() => {}), lingerMilliseconds)
  // Where timers are objects (Node), this one keeps no finished program alive.
  if (typeof timer === 'object') timer.unref()
  return () => clearTimeout(timer)
}

/** Reads the end of a body that has nothing more to say, so that its connection can be used again. */
async function drain(source: ByteSource): Promise<void> {
  try {
    while ((await source.read()) !== undefined);
  } catch {
    // The answer is complete; how its connection ended is nobody's concern.
  }
}
