// What is left behind: timers, listeners, sockets, memory, and rejections that nobody looked at.
import { getEventListeners, setMaxListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'vitest'

export interface Left {
  /** What keeps the process alive, by kind. */
  readonly resources: Readonly<Record<string, number>>
  /** Where timers were set that have neither run nor been cleared, those that keep nothing alive included. */
  readonly timers: readonly string[]
  /** Listeners on the signal that all calls share. */
  readonly listeners: number
  readonly heapMegabytes: number
  readonly unhandled: number
}

export interface Watch {
  readonly signal: AbortSignal
  left(): Promise<Left>
  stop(): void
}

setFlagsFromString('--expose_gc')
const collectGarbage: () => void = runInNewContext('gc')

export const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Counts from now on. Wraps the global timers, which is how timers that are unreferenced can be seen at all. */
export function watchLeaks(): Watch {
  const { setTimeout: set, clearTimeout: clear } = globalThis
  const live = new Map<unknown, string>()
  const counted = (callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => {
    const timer = set(() => {
      live.delete(timer)
      callback(...args)
    }, delay)
    // Fetch itself sets one for every connection it keeps.
    const where = new Error().stack?.split('\n')[2] ?? ''
    if (!where.includes('(node:')) live.set(timer, where.trim())
    return timer
  }
  // `promisify(setTimeout)` and the like go by the properties of the original.
  globalThis.setTimeout = Object.assign(counted, set)
  globalThis.clearTimeout = timer => {
    live.delete(timer)
    clear(timer)
  }
  const unhandled: unknown[] = []
  const remember = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', remember)
  const { signal } = new AbortController()
  // Counting them is what this is for; a warning would be noise.
  setMaxListeners(0, signal)

  return {
    signal,
    async left() {
      // Listeners that fetch holds weakly go with their requests, and that takes a collection and a turn or two.
      for (let turn = 0; turn < 4; turn += 1) {
        collectGarbage()
        await new Promise(resolve => set(resolve, 50))
      }
      const resources: Record<string, number> = {}
      for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1
      return {
        resources,
        timers: [...live.values()],
        listeners: getEventListeners(signal, 'abort').length,
        heapMegabytes: process.memoryUsage().heapUsed / 1024 / 1024,
        unhandled: unhandled.length,
      }
    },
    stop() {
      globalThis.setTimeout = set
      globalThis.clearTimeout = clear
      process.off('unhandledRejection', remember)
    },
  }
}

/**
 * Fetch opens connections in advance, one for a call that is under way, and keeps them until the server gives them up:
 * of each of them, both ends are in this process. Their number has a limit, however many calls there were.
 */
const spareSockets = 40

export interface Allowed {
  /** Listeners that the client leaves by itself on a signal that outlives the call. */
  readonly listeners?: number
}

/** No kind of resource has become more, and nothing else is there at all. */
export function expectNothingLeft(before: Left, after: Left, { listeners = 0 }: Allowed = {}): void {
  for (const [kind, count] of Object.entries(after.resources)) {
    const allowed = kind === 'TCPSocketWrap' ? spareSockets : (before.resources[kind] ?? 0)
    expect(count, kind).toBeLessThanOrEqual(allowed)
  }
  // Ten thousand calls that left a kilobyte each would have left ten megabytes.
  expect(after.heapMegabytes - before.heapMegabytes).toBeLessThan(8)
  expect(after).toMatchObject({ timers: [], unhandled: 0 })
  expect(after.listeners).toBeLessThanOrEqual(listeners)
}

/** Tells how long this process was given no time at all: a busy machine is nobody's fault. */
export function pulse() {
  const every = 5
  const gaps: { readonly end: number; readonly lost: number }[] = []
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    if (now - last > 4 * every) gaps.push({ end: now, lost: now - last - every })
    last = now
  }, every)
  return {
    lostSince: (moment: number) => gaps.reduce((sum, { end, lost }) => (end > moment ? sum + lost : sum), 0),
    stop: () => clearInterval(timer),
  }
}

/** What vitest's own `rejects` would keep until the end of the test, for every call. */
export async function mustFail(call: Promise<unknown> | undefined): Promise<void> {
  const failed = await call?.then(
    () => false,
    () => true,
  )
  if (failed !== true) throw new Error('A call was answered that had to fail.')
}

export function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`It is not so: ${what}.`)
}

/** Several at a time, each with its number. */
export async function inParallel(count: number, atOnce: number, one: (turn: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let turn = next++; turn < count; turn = next++) await one(turn)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
