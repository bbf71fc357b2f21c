// Redirects to another host: they are fetch's business and the caller's choice, exactly as without the bridge.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post } from '../fetch/upstream.ts'
import type { Side } from '../fixtures.ts'
import { ask, call } from './caller.ts'
import { answerOf } from './kind.ts'
import { type ChaosUpstream, chaosUpstream, head, sized } from './upstream.ts'

const sides: readonly Side[] = ['chat', 'responses']
let upstream: ChaosUpstream
let elsewhere: ChaosUpstream

beforeAll(async () => {
  upstream = await chaosUpstream()
  elsewhere = await chaosUpstream()
})

afterAll(async () => {
  await upstream.close()
  await elsewhere.close()
})

/** A redirect from one server to the other, which has a healthy answer. */
function redirect(status: number, side: Side) {
  const { contentType, body } = answerOf(side, false)
  const to = elsewhere.urlOf([sized(200, contentType, body)])
  const from = upstream.urlOf([head(status, { location: `${to}/v1/there`, 'content-length': 0, connection: 'close' })])
  return { from, to }
}

const headers = { authorization: 'Bearer sk-secret', 'content-type': 'application/json' }

describe.each([301, 302, 303, 307, 308])('a redirect by %i to another host', status => {
  test.each(sides)('takes there what fetch takes there, and no key, when the upstream speaks %s', async side => {
    const plain = redirect(status, side)
    await (await fetch(`${plain.from}/v1/here`, { ...post({ plain: true }), headers })).text()
    const bridged = redirect(status, side)
    expect(await ask(bridged.from, { side, stream: false, init: { headers } })).toEqual({ kind: 'completed' })
    const [ours, theirs] = [bridged, plain].map(({ to }) => elsewhere.visitsOf(to).at(0))
    expect(ours?.head.split(' ')[0]).toBe(theirs?.head.split(' ')[0])
    expect(ours?.body === '').toBe(theirs?.body === '')
    // Only 307 and 308 say that the same request is to be made again.
    expect(ours?.body === '').toBe(status < 307)
    expect(ours?.head).not.toContain('sk-secret')
  })

  test.each(sides)('goes nowhere when the caller wants to see it itself, and the upstream speaks %s', async side => {
    const { from, to } = redirect(status, side)
    const answer = await call(from, { side, stream: false, init: { redirect: 'manual' } })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('location')).toBe(`${to}/v1/there`)
    expect(elsewhere.visitsOf(to)).toHaveLength(0)
  })

  test.each(sides)('is an error when the caller says so, and the upstream speaks %s', async side => {
    const { from, to } = redirect(status, side)
    expect(await ask(from, { side, stream: true, init: { redirect: 'error' } })).toMatchObject({
      kind: 'rejected',
      error: { name: 'TypeError' },
    })
    expect(elsewhere.visitsOf(to)).toHaveLength(0)
  })
})
