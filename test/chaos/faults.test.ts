// Faults: whatever an upstream does to an answer, a caller gets exactly one end of it, and a true one.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Side } from '../fixtures.ts'
import { type Asking, ask, type Outcome, plainly } from './caller.ts'
import { answerOf, type Kind, type Owed } from './kind.ts'
import { kinds } from './kinds.ts'
import { type ChaosUpstream, chaosUpstream } from './upstream.ts'

const sides: readonly Side[] = ['chat', 'responses']

let upstream: ChaosUpstream
const unhandled: unknown[] = []
const remember = (reason: unknown) => unhandled.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', remember)
  upstream = await chaosUpstream()
})

afterAll(async () => {
  process.off('unhandledRejection', remember)
  await upstream.close()
})

/** A call that stalls is left by its caller, once the upstream has sent all it will. */
async function run(kind: Kind, side: Side, stream: boolean): Promise<{ outcome: Outcome; url: string }> {
  const url = upstream.urlOf(kind.script(answerOf(side, stream)))
  const { signal } = kind.stalls ? leaving(url) : {}
  const asking: Asking = { side, stream, options: kind.options ?? {}, init: signal ? { signal } : {} }
  return { outcome: await ask(url, asking), url }
}

function leaving(url: string) {
  const controller = new AbortController()
  void upstream
    .nextVisit(url)
    .then(visit => visit.played)
    .then(() => setTimeout(() => controller.abort(), 20))
  return controller
}

function owedTo(owed: Owed, side: Side) {
  return typeof owed === 'object' ? owed[side] : owed
}

function gotten(outcome: Outcome) {
  return outcome.kind === 'error' ? outcome.status : outcome.kind
}

/** A rejection is the one plain fetch would have given. */
async function expectTheRejectionOfFetch(error: unknown, kind: Kind, side: Side, stream: boolean) {
  const url = upstream.urlOf(kind.script(answerOf(side, stream)))
  const plain = await plainly(url, kind.stalls ? { signal: leaving(url).signal } : {})
  expect(nameOf(error)).toBe(nameOf(plain))
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : `no error but ${String(error)}`
}

describe.each(kinds)('an upstream that $name', kind => {
  for (const side of sides) {
    test.each([
      { stream: true, caller: 'a caller who streams', owed: kind.stream },
      { stream: false, caller: 'a caller who does not stream', owed: kind.whole },
    ])(`speaks ${side}: $caller gets what is true`, async ({ stream, owed }) => {
      const { outcome, url } = await run(kind, side, stream)
      const { error } = outcome.kind === 'rejected' ? outcome : {}
      expect(gotten(outcome), String(error)).toBe(owedTo(owed, side))
      expect(upstream.visitsOf(url), 'one call, and no retries').toHaveLength(1)
      if (outcome.kind === 'rejected') await expectTheRejectionOfFetch(error, kind, side, stream)
      if (outcome.kind === 'error' && /retry/i.test(kind.name)) expect(outcome.headers.get('retry-after')).toBe('7')
      if (kind.stalls || kind.letGo) await upstream.visitsOf(url)[0]?.gone
    })
  }
})

test('there are as many faults as were promised, under names of their own', () => {
  expect(new Set(kinds.map(kind => kind.name)).size).toBe(kinds.length)
  expect(kinds.length * sides.length * 2).toBeGreaterThanOrEqual(100)
})

test('after all of them no connection is left and nothing was thrown where nobody looks', async () => {
  expect(await upstream.connectionsLeft()).toBe(0)
  expect(unhandled).toEqual([])
})
