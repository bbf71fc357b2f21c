// responses-bridge/register: a program that does not read keeps the upstream waiting, and can leave while it does.
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { expect, test } from 'vitest'
import type { Carrier } from '../../src/shim/register/carrier.ts'
import { carriedRequest } from '../../src/shim/register/http-client.ts'
import { carriedDispatcher } from '../../src/shim/register/undici-dispatcher.ts'
import { eventually } from '../fetch/sdk.ts'

const url = 'http://127.0.0.1:9/v1/chat/completions'

/** An answer without end, 16 KiB at a time, and how much of it has been asked for. */
function endless() {
  let pulls = 0
  let cancelled = false
  const send: typeof fetch = async (_input, init) => {
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          pulls += 1
          await new Promise(resolve => setImmediate(resolve))
          if (init?.signal?.aborted) controller.error(init.signal.reason)
          else controller.enqueue(new Uint8Array(16_384))
        },
        cancel() {
          cancelled = true
        },
      },
      { highWaterMark: 0 },
    )
    return new Response(body)
  }
  const carrier: Carrier = { carries: () => true, over: () => send }
  return { send, carrier, pulls: () => pulls, cancelled: () => cancelled }
}

const aWhile = () => new Promise(resolve => setTimeout(resolve, 100))

test('a node:http program that does not read', async () => {
  const { carrier, pulls, cancelled } = endless()
  const request = carriedRequest('http:', { http: http.request, https: https.request }, carrier)
  const call = request(url, { method: 'POST' })
  const answer = new Promise<IncomingMessage>((resolve, reject) => call.once('response', resolve).once('error', reject))
  call.end('{}')
  const waiting = await answer
  await aWhile()
  const before = pulls()
  expect(before).toBeLessThan(20)
  await aWhile()
  expect(pulls()).toBe(before)
  for await (const _ of waiting) if (pulls() > before + 20) break
  await eventually(() => cancelled())
})

test('an undici handler that says it is full', async () => {
  const { send, carrier, pulls } = endless()
  let resume = () => {}
  let abort: (reason: unknown) => void = () => {}
  const errors: unknown[] = []
  const handler = {
    onConnect: (stop: (reason?: unknown) => void) => {
      abort = stop
    },
    onHeaders: (_status: number, _headers: Buffer[], goOn: () => void) => {
      resume = goOn
      return true
    },
    onData: () => false,
    onError: (error: unknown) => errors.push(error),
  }
  const dispatcher = carriedDispatcher({}, send, carrier) as { dispatch(options: object, handler: object): boolean }
  const [, origin, path] = /^(.*?:9)(.*)$/.exec(url) ?? []
  expect(dispatcher.dispatch({ origin, path, method: 'POST', body: '{}' }, handler)).toBe(true)
  await aWhile()
  // One piece is in the handler's hands and one at the door.
  expect(pulls()).toBe(2)
  resume()
  await aWhile()
  expect(pulls()).toBe(3)
  abort('I am gone.')
  await eventually(() => errors.length === 1)
  expect(errors).toEqual(['I am gone.'])
})
