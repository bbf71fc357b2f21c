// createFetch, on the way back: errors, and answers that are neither errors nor results.
import { describe, expect, test } from 'vitest'
import { createFetch } from '../../src/shim/fetch.ts'
import {
  askChat,
  askResponses,
  chatHello,
  chatUrl,
  jsonAnswer,
  post,
  responseBody,
  responsesHello,
} from './upstream.ts'

const page = (status: number) =>
  new Response('<!doctype html><title>Bad gateway</title>', { status, headers: { 'content-type': 'text/html' } })

describe('an error', () => {
  const rateLimit = { error: { message: 'Slow down.', type: 'requests', param: null, code: 'rate_limit_exceeded' } }

  test.each([
    ['chat', askChat],
    ['responses', askResponses],
  ] as const)('reaches %s callers with its status, headers and facts', async (_, call) => {
    const headers = { 'retry-after': '2', 'x-should-retry': 'false', 'x-request-id': 'req_2' }
    const answer = await call(jsonAnswer(rateLimit, 429, headers))
    expect(answer.status).toBe(429)
    expect(Object.fromEntries(answer.headers)).toMatchObject(headers)
    expect(await answer.json()).toMatchObject(rateLimit)
  })

  test('that is a line of text becomes an error object', async () => {
    const answer = await askChat(new Response('no healthy upstream', { status: 503 }))
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining('no healthy upstream') } })
  })

  test('that is a page becomes a sentence', async () => {
    const answer = await askChat(page(502))
    expect(answer.status).toBe(502)
    const { error } = await answer.json()
    expect(error.message).toMatch(/answered 502 with a page/)
    expect(error.message).not.toContain('<')
  })

  test('within a failed response is an HTTP error for a chat caller', async () => {
    const error = { code: 'rate_limit_exceeded', message: 'Slow down.' }
    const answer = await askChat(jsonAnswer({ ...responseBody, status: 'failed', error, output: [] }))
    expect(answer.status).toBe(429)
    expect(await answer.json()).toMatchObject({ error: { message: 'Slow down.', code: 'rate_limit_exceeded' } })
  })

  test.each([
    [{ message: 'Slow down.', code: 429 }, 429],
    [{ message: 'Overloaded.', status: 503, code: 'overloaded' }, 503],
    [{ message: 'Overloaded.', code: '529' }, 529],
    [{ message: 'Broken.', code: 'server_error' }, 502],
    [{ message: 'Broken.', code: 200 }, 502],
    ['Broken.', 502],
  ])('in the body of a 200 (%j) is an HTTP %i', async (error, status) => {
    for (const call of [askChat, askResponses]) {
      const answer = await call(jsonAnswer({ error }))
      expect(answer.status).toBe(status)
      expect(await answer.json()).toMatchObject({
        error: { message: typeof error === 'string' ? error : error.message },
      })
    }
  })

  test('of the network stays what it is', async () => {
    const bridged = createFetch({ upstream: 'responses', fetch: () => Promise.reject(new TypeError('fetch failed')) })
    await expect(bridged(chatUrl, post(chatHello))).rejects.toThrow('fetch failed')
  })
})

describe('an answer that is no result', () => {
  const useless: [string, () => Response][] = [
    ['a page', () => page(200)],
    ['a page with the wrong label', () => new Response('<html>', { headers: { 'content-type': 'application/json' } })],
    [
      'half of a JSON body',
      () => new Response('{"id":"resp_1","outp', { headers: { 'content-type': 'application/json' } }),
    ],
    ['nothing', () => new Response(null, { status: 204 })],
    ['a list', () => jsonAnswer([])],
    ['an empty object', () => jsonAnswer({})],
  ]
  test.each(useless)('but %s is a 502 with a sentence', async (_, upstream) => {
    for (const call of [askChat, askResponses]) {
      for (const stream of [false, true]) {
        const answer = await call(
          upstream(),
          call === askChat ? { ...chatHello, stream } : { ...responsesHello, stream },
        )
        expect(answer.status).toBe(502)
        expect(answer.headers.get('content-type')).toBe('application/json')
        const { error } = await answer.json()
        expect(error).toEqual({
          message: expect.any(String),
          type: 'server_error',
          param: null,
          code: 'upstream_error',
        })
        expect(error.message).toMatch(/^The upstream answered 20\d .*, but not with a /)
        expect(error.message).not.toMatch(/<|SyntaxError|\n/)
      }
    }
  })

  test('but a redirect the caller wants to see is the caller’s', async () => {
    const redirect = new Response(null, { status: 307, headers: { location: 'https://elsewhere.example/' } })
    const answer = await createFetch({ upstream: 'responses', fetch: async () => redirect })(chatUrl, post(chatHello))
    expect(answer).toBe(redirect)
  })
})
