// Two places for one client to sit at: straight before a mock of its own API, and, through createFetch, before a mock
// that only speaks the other one. Both mocks follow the same script, each on a socket of its own.
import type { Loss } from '../../src/index.ts'
import { type Answer, createMock, type Mock } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { createFetch } from '../../src/shim/fetch.ts'
import type { Side } from '../fixtures.ts'

export interface Seat {
  readonly baseURL: string
  readonly fetch: typeof fetch
  readonly mock: Mock
  /** What the bridge reported; nothing is ever lost on the direct way. */
  readonly losses: readonly Loss[]
}

export const otherSide = (side: Side): Side => (side === 'chat' ? 'responses' : 'chat')

const closers: (() => Promise<void>)[] = []

export async function closeSeats(): Promise<void> {
  for (const close of closers.splice(0)) await close()
}

async function before(api: Side, script: readonly Answer[]) {
  const mock = createMock({ api, script })
  const { url, close } = await listen(mock)
  closers.push(close)
  return { mock, baseURL: `${url}/v1` }
}

/** A seat straight before a mock of the caller's own API. */
export async function directSeat(caller: Side, script: readonly Answer[]): Promise<Seat> {
  return { ...(await before(caller, script)), fetch, losses: [] }
}

/** A seat before a mock of the other API, with the bridge between. */
export async function bridgedSeat(caller: Side, script: readonly Answer[]): Promise<Seat> {
  const upstream = otherSide(caller)
  const losses: Loss[] = []
  const bridged = createFetch({ upstream, onLoss: loss => losses.push(loss) })
  return { ...(await before(upstream, script)), fetch: bridged, losses }
}
