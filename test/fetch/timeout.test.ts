// createFetch with `timeout`: for the headers, and for the silence between the pieces of a body. No test waits for real.
import { getEventListeners } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createFetch } from '../../src/shim/fetch.ts'
import { manualClock, settled } from './clock.ts'
import { clientOf, eventually, majors } from './sdk.ts'
import { responsesStream, summary } from './streams.ts'
import {
  chatHello,
  chatUrl,
  completionBody,
  eventsOf,
  jsonAnswer,
  post,
  responseBody,
  responsesHello,
  responsesUrl,
  scriptedUpstream,
} from './upstream.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A body that sends what it is given, when it is given. */
function openBody() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const cancels: unknown[] = []
  const stream = new ReadableStream<Uint8Array>({
    start: own => {
      controller = own
    },
    cancel: reason => {
      cancels.push(reason)
    },
  })
  return {
    stream,
    cancels,
    send: (text: string) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
  }
}

/** A server on loopback that hands every request's answer to the test. */
async function slowServer() {
  const answers: ServerResponse[] = []
  const closed: number[] = []
  const server = createServer((request, response) => {
    const number = answers.push(response)
    request.resume()
    response.on('close', () => closed.push(number))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  return { baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, answers, closed }
}

describe('headers that do not come in time', () => {
  test('reject as fetch does under AbortSignal.timeout, and the upstream is let go', async () => {
    const clock = manualClock()
    const { baseURL, answers, closed } = await slowServer()
    const bridged = createFetch({ upstream: 'responses', clock, timeout: { headers: 1000 } })
    const failed = bridged(`${baseURL}/chat/completions`, post(chatHello)).catch((error: unknown) => error)
    await eventually(() => answers.length === 1)
    clock.advance(1000)
    const error = await failed
    expect(error).toBeInstanceOf(DOMException)
    expect(error).toMatchObject({ name: 'TimeoutError', message: expect.stringContaining('1000 ms') })
    await eventually(() => closed.length === 1)
  })

  test.each(Object.keys(majors) as (keyof typeof majors)[])(
    'are a connection error to %s, and a timeout to those that know one of fetch',
    async major => {
      const clock = manualClock()
      const { baseURL, answers } = await slowServer()
      const bridged = createFetch({ upstream: 'responses', clock, timeout: { headers: 1000 } })
      const failed = clientOf(major, baseURL, bridged)
        .chat.completions.create(chatHello)
        .catch((error: unknown) => error)
      await eventually(() => answers.length === 1)
      clock.advance(1000)
      // Major 4 takes only an abort for a timeout; that this one is a connection error is enough for it to try again.
      const { APIConnectionError, APIConnectionTimeoutError } = majors[major].errors
      expect(await failed).toBeInstanceOf(major === 'openai 4' ? APIConnectionError : APIConnectionTimeoutError)
    },
  )

  test('leave nothing behind when they come, and the body may take its time', async () => {
    const clock = manualClock()
    const body = openBody()
    const { fetch } = scriptedUpstream(
      () => new Response(body.stream, { headers: { 'content-type': 'text/event-stream' } }),
    )
    const bridged = createFetch({ upstream: 'responses', fetch, clock, timeout: { headers: 1000 } })
    const answer = await bridged(chatUrl, post({ ...chatHello, stream: true }))
    expect(clock.waits).toEqual([])
    clock.advance(100_000)
    for (const event of responsesStream) body.send(event)
    body.end()
    expect(summary(await eventsOf(answer)).text).toBe('hi 😀')
  })

  test('are waited for anew at every attempt', async () => {
    const clock = manualClock(() => 0)
    let asked = 0
    const { fetch, calls } = scriptedUpstream(() =>
      ++asked < 3 ? new Promise<Response>(() => {}) : jsonAnswer(responseBody),
    )
    const bridged = createFetch({ upstream: 'responses', fetch, clock, retry: true, timeout: { headers: 1000 } })
    const pending = bridged(chatUrl, post(chatHello))
    for (let turn = 0; turn < 4; turn++) {
      await settled()
      clock.advance(1000)
    }
    expect((await pending).status).toBe(200)
    expect(calls).toHaveLength(3)
  })

  test('of an upstream that does not listen to its signal are let go when they come after all', async () => {
    const clock = manualClock()
    const body = openBody()
    let answerLate = (_: Response) => {}
    const fetch = () => new Promise<Response>(resolve => (answerLate = resolve))
    const bridged = createFetch({ upstream: 'responses', fetch, clock, timeout: { headers: 5 } })
    const failed = bridged(chatUrl, post(chatHello)).catch((error: unknown) => error)
    await settled()
    clock.advance(5)
    expect(await failed).toMatchObject({ name: 'TimeoutError' })
    answerLate(new Response(body.stream))
    await settled()
    expect(body.cancels).toHaveLength(1)
  })

  test('leave the caller the last word: an abort is an abort', async () => {
    const clock = manualClock()
    const controller = new AbortController()
    const fetch = () => new Promise<Response>(() => {})
    const bridged = createFetch({ upstream: 'responses', fetch, clock, timeout: { headers: 1000 } })
    const pending = bridged(chatUrl, { ...post(chatHello), signal: controller.signal })
    await settled()
    controller.abort(new Error('gone'))
    await expect(pending).rejects.toThrow('gone')
    expect(clock.waits).toEqual([])
  })
})

describe('a body that falls silent', () => {
  test('ends a chat stream in its error and lets the upstream go', async () => {
    const clock = manualClock()
    const body = openBody()
    const { fetch } = scriptedUpstream(
      () => new Response(body.stream, { headers: { 'content-type': 'text/event-stream' } }),
    )
    const bridged = createFetch({ upstream: 'responses', fetch, clock, timeout: { idle: 500 } })
    const answer = await bridged(chatUrl, post({ ...chatHello, stream: true }))
    const events = eventsOf(answer)
    for (const event of responsesStream.slice(0, 4)) {
      body.send(event)
      await settled()
      clock.advance(499)
    }
    await settled()
    clock.advance(500)
    expect(summary(await events)).toMatchObject({
      text: 'h',
      finished: [],
      errors: [{ message: expect.stringContaining('500 ms') }],
      last: '[DONE]',
    })
    expect(body.cancels).toMatchObject([{ name: 'TimeoutError' }])
    expect(clock.waits).toEqual([])
  })

  test('ends a Responses stream in response.failed', async () => {
    const clock = manualClock()
    const body = openBody()
    const { fetch } = scriptedUpstream(
      () => new Response(body.stream, { headers: { 'content-type': 'text/event-stream' } }),
    )
    const bridged = createFetch({ upstream: 'chat', fetch, clock, timeout: { idle: 500 } })
    const events = eventsOf(await bridged(responsesUrl, post({ ...responsesHello, stream: true })))
    body.send(`data: ${JSON.stringify({ ...completionBody, choices: [{ index: 0, delta: { content: 'h' } }] })}\n\n`)
    await settled()
    clock.advance(500)
    expect((await events).at(-1)).toMatchObject({
      type: 'response.failed',
      response: { status: 'failed', error: { message: expect.stringContaining('500 ms') } },
    })
  })

  test('rejects a result that is not there yet', async () => {
    const clock = manualClock()
    const body = openBody()
    const { fetch } = scriptedUpstream(
      () => new Response(body.stream, { headers: { 'content-type': 'application/json' } }),
    )
    const bridged = createFetch({ upstream: 'responses', fetch, clock, timeout: { idle: 500 } })
    const failed = bridged(chatUrl, post(chatHello)).catch((error: unknown) => error)
    body.send('{"id":')
    await settled()
    clock.advance(500)
    expect(await failed).toMatchObject({ name: 'TimeoutError' })
    expect(body.cancels).toMatchObject([{ name: 'TimeoutError' }])
  })

  test('is not blamed for a caller who reads slowly', async () => {
    const clock = manualClock()
    const body = openBody()
    const { fetch } = scriptedUpstream(
      () => new Response(body.stream, { headers: { 'content-type': 'text/event-stream' } }),
    )
    const bridged = createFetch({ upstream: 'responses', fetch, clock, timeout: { idle: 500 } })
    const answer = await bridged(chatUrl, post({ ...chatHello, stream: true }))
    for (const event of responsesStream) body.send(event)
    body.end()
    await settled()
    clock.advance(100_000)
    expect(summary(await eventsOf(answer))).toMatchObject({ text: 'hi 😀', finished: ['stop'], errors: [] })
  })

  test('closes the connection of a real upstream', async () => {
    const clock = manualClock()
    const { baseURL, answers, closed } = await slowServer()
    const bridged = createFetch({ upstream: 'responses', clock, timeout: { idle: 500 } })
    const pending = bridged(`${baseURL}/chat/completions`, post({ ...chatHello, stream: true }))
    await eventually(() => answers.length === 1)
    answers[0]?.writeHead(200, { 'content-type': 'text/event-stream' }).write(responsesStream[0])
    const events = eventsOf(await pending)
    await eventually(() => clock.waits.length === 1)
    for (let turn = 0; turn < 5; turn++) {
      await settled()
      clock.advance(500)
    }
    expect(summary(await events)).toMatchObject({ errors: [expect.anything()], last: '[DONE]' })
    await eventually(() => closed.length === 1)
  })
})

test('many calls under one signal leave no listener and no timer behind', async () => {
  const clock = manualClock(() => 0)
  const { signal } = new AbortController()
  let asked = 0
  const { fetch } = scriptedUpstream(() => {
    asked += 1
    if (asked % 7 === 0) throw new TypeError('fetch failed')
    if (asked % 3 === 0)
      return new Response(responsesStream.join(''), { headers: { 'content-type': 'text/event-stream' } })
    return jsonAnswer(responseBody)
  })
  const bridged = createFetch({ upstream: 'responses', fetch, clock, timeout: { headers: 1000, idle: 1000 } })
  for (let calls = 0; calls < 200; calls++) {
    const body = post({ ...chatHello, n: 1 + (calls % 3), stream: calls % 2 === 0 })
    await bridged(chatUrl, { ...body, signal })
      .then(answer => answer.text())
      .catch(() => {})
  }
  await settled()
  expect(getEventListeners(signal, 'abort')).toEqual([])
  expect(clock.waits).toEqual([])
})
