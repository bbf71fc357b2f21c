// Several choices are several upstream calls at once: when some of them go wrong, the caller still gets one true end.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventsOf, post } from '../fetch/upstream.ts'
import { callers, text } from './answers.ts'
import { call } from './caller.ts'
import { answerOf, inChunks, json } from './kind.ts'
import { type ChaosUpstream, chaosUpstream, chunkOf, head, type Script } from './upstream.ts'

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

const n = 3

function askForSeveral(url: string, stream: boolean, signal?: AbortSignal): Promise<Response> {
  const init = { ...post({ ...callers.responses.body, n, stream }), ...(signal ? { signal } : {}) }
  return call(url, { side: 'responses', stream, init })
}

function healthy(stream: boolean): Script {
  const { contentType, pieces } = answerOf('responses', stream)
  return inChunks(contentType, pieces)
}

const opening = (stream: boolean) =>
  head(200, { 'content-type': answerOf('responses', stream).contentType, 'transfer-encoding': 'chunked' })
const half = (stream: boolean) => chunkOf(answerOf('responses', stream).half)

const faults: Readonly<Record<string, (stream: boolean) => Script>> = {
  'is refused': () => json(429, { error: { message: 'Slow down.' } }),
  'is reset before its headers': () => [{ act: 'reset' }],
  'is reset in its middle': stream => [opening(stream), half(stream), { act: 'reset' }],
  'is cut in its middle': stream => [opening(stream), half(stream), '0\r\n\r\n', { act: 'half-close' }],
}

interface Chunk {
  readonly error?: unknown
  readonly choices?: readonly { readonly index: number; readonly delta: { readonly content?: string } }[]
}

describe('several choices', () => {
  test('come one and all from a healthy upstream', async () => {
    const url = upstream.urlOf(healthy(true))
    const events = (await eventsOf(await askForSeveral(url, true))) as readonly (Chunk | '[DONE]')[]
    expect(upstream.visitsOf(url)).toHaveLength(n)
    expect(events.filter(event => event === '[DONE]')).toHaveLength(1)
    const choices = events.flatMap(event => (event === '[DONE]' ? [] : (event.choices ?? [])))
    for (let index = 0; index < n; index += 1) {
      const said = choices.filter(choice => choice.index === index).map(choice => choice.delta.content ?? '')
      expect(said.join('')).toBe(text)
    }
  })

  describe.each(Object.entries(faults))('of which one %s', (_, fault) => {
    test('fail as one for a caller who does not stream', async () => {
      const url = upstream.urlOf(healthy(false), fault(false), healthy(false))
      const outcome = await askForSeveral(url, false).then(
        answer => answer.status,
        error => error.name,
      )
      expect([429, 502, 'TypeError']).toContain(outcome)
    })

    test('end in one error for a caller who streams', async () => {
      const url = upstream.urlOf(healthy(true), fault(true), healthy(true))
      const answer = await askForSeveral(url, true).catch((error: Error) => error)
      if (!(answer instanceof Response)) return expect(answer.name).toBe('TypeError')
      if (answer.status !== 200) return expect(answer.status).toBe(429)
      const events = (await eventsOf(answer)) as readonly (Chunk | '[DONE]')[]
      expect(events.filter(event => event === '[DONE]')).toHaveLength(1)
      expect(events.at(-1)).toBe('[DONE]')
      expect(events.filter(event => event !== '[DONE]' && event.error !== undefined)).toHaveLength(1)
      expect(events.at(-2)).toHaveProperty('error')
    })
  })

  test.each([true, false])('that stall are all let go when one of them fails (stream: %s)', async stream => {
    const stalled: Script = [opening(stream), half(stream), { act: 'stall' }]
    for (const fault of Object.values(faults)) {
      const url = upstream.urlOf(stalled, stalled, [{ wait: 50 }, ...fault(stream)])
      await askForSeveral(url, stream)
        .then(answer => answer.text())
        .catch(() => {})
      for (const visit of upstream.visitsOf(url)) await visit.gone
    }
  })

  test.each([true, false])('are all let go when the caller leaves (stream: %s)', async stream => {
    const url = upstream.urlOf([opening(stream), half(stream), { act: 'stall' }])
    const controller = new AbortController()
    const read = askForSeveral(url, stream, controller.signal).then(answer => answer.text())
    const left = expect(read).rejects.toThrow('enough')
    while (upstream.visitsOf(url).length < n) await upstream.nextVisit(url)
    await Promise.all(upstream.visitsOf(url).map(visit => visit.played))
    await new Promise(resolve => setTimeout(resolve, 10))
    controller.abort(new Error('enough'))
    await left
    for (const visit of upstream.visitsOf(url)) await visit.gone
  })

  test('are all let go when the caller cancels the body', async () => {
    const url = upstream.urlOf([opening(true), half(true), { act: 'stall' }])
    const answer = await askForSeveral(url, true)
    await answer.body?.cancel()
    for (const visit of upstream.visitsOf(url)) await visit.gone
  })
})

test('after all of them no connection is left and nothing was thrown where nobody looks', async () => {
  expect(await upstream.connectionsLeft()).toBe(0)
  expect(unhandled).toEqual([])
})
