// responses-bridge/register: what node:http programs rely on beside the words of an answer.
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { eventually } from '../fetch/sdk.ts'
import { answerOf, contentOf, errorOf, hello, said, send, serve, undoAll } from './http-program.ts'

afterEach(undoAll)

describe('a node:http program under register', () => {
  test('gets a message like any other', async () => {
    const { url, mock } = await serve()
    const answer = await answerOf(send(url, { headers: { authorization: 'Bearer sk-test', 'X-Team': 'blue' } }))
    expect(answer).toMatchObject({ statusCode: 200, statusMessage: 'OK', complete: false })
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'x-request-id': 'req_mock1' })
    expect(await contentOf(answer)).toBe(said)
    expect(answer.complete).toBe(true)
    const [request] = mock.requests
    expect(request).toMatchObject({ api: 'responses', body: { input: 'hello' } })
    expect(request?.headers).toMatchObject({ authorization: 'Bearer sk-test', 'x-team': 'blue' })
    expect(request?.headers.host).toBe(new URL(url).host)
  })

  test('calls in every form that http.request takes', async () => {
    const { url } = await serve()
    const { hostname, port, pathname: path } = new URL(url)
    const forms: ((done: (answer: IncomingMessage) => void) => ClientRequest)[] = [
      done => http.request(url, { method: 'POST' }, done),
      done => http.request(new URL(url), { method: 'post' }, done),
      done => http.request({ hostname, port, path, method: 'POST' }, done),
      done => http.request({ host: hostname, port: Number(port), path, method: 'POST', agent: false }, done),
      done => http.request(url, { method: 'POST', auth: 'user:password' }).once('response', done),
    ]
    for (const form of forms) {
      const content = await new Promise((resolve, reject) => {
        const call = form(answer => resolve(contentOf(answer)))
        call.once('error', reject).end(JSON.stringify(hello))
      })
      expect(content).toBe(said)
    }
  })

  test('reads a stream while it is being written, and the server notices when it leaves', async () => {
    const { url, mock } = await serve({ pace: 30, script: [{ text: 'word '.repeat(500) }] })
    const call = send(url, {}, { ...hello, stream: true })
    const answer = await answerOf(call)
    await new Promise(resolve => answer.once('data', resolve))
    expect(mock.aborted).toBe(0)
    const closed = new Promise(resolve => call.once('close', resolve))
    answer.on('error', () => {})
    answer.destroy()
    await closed
    await eventually(() => mock.aborted === 1)
  })

  test.each(['destroy', 'signal'])('breaks off a call that has not been answered: %s', async way => {
    const { url, mock } = await serve({ delay: 60_000 })
    const controller = new AbortController()
    const call = send(url, { signal: controller.signal })
    const error = errorOf(call)
    await eventually(() => mock.requests.length === 1)
    if (way === 'destroy') call.destroy()
    else controller.abort()
    expect((await error).code).toBe(way === 'destroy' ? 'ECONNRESET' : 'ABORT_ERR')
    await eventually(() => mock.aborted === 1)
  })

  test('hears of a timeout', async () => {
    const { url, mock } = await serve({ delay: 60_000 })
    for (const arm of [{ timeout: 40 }, {}]) {
      const call = send(url, arm)
      if (!('timeout' in arm)) call.setTimeout(40)
      await new Promise(resolve => call.once('timeout', resolve))
      const error = errorOf(call)
      call.destroy()
      await error
    }
    await eventually(() => mock.aborted === mock.requests.length)
  })

  test("reads the API's own errors", async () => {
    const { url } = await serve({ script: [{ error: { status: 429, headers: { 'retry-after': '7' } } }] })
    const limited = await answerOf(send(url))
    expect(limited).toMatchObject({ statusCode: 429, headers: { 'retry-after': '7' } })
    expect(JSON.parse(await text(limited))).toMatchObject({ error: { message: expect.any(String) } })
    expect((await answerOf(send(url, {}, '{"model":'))).statusCode).toBe(400)
  })

  test('finds the deployment of an Azure URL in the body', async () => {
    const { url, mock } = await serve()
    const azure = url.replace('/v1/', '/openai/deployments/my-gpt/')
    const { messages } = hello
    const answer = await answerOf(send(`${azure}?api-version=2025-04-01-preview`, {}, { messages }))
    expect(await contentOf(answer)).toBe(said)
    expect(mock.requests[0]?.url).toMatch(/\/openai\/responses\?api-version=2025-04-01-preview$/)
    expect(mock.requests[0]?.body).toMatchObject({ model: 'my-gpt' })
  })
})
