// What is not a create route: what the upstream speaks, other routes, health and metrics.
import { afterEach, describe, expect, test } from 'vitest'
import { createServer } from '../../src/server/index.ts'
import { passedRoute } from '../../src/server/routes.ts'
import {
  chatHello,
  chatPath,
  closeAll,
  json,
  post,
  raw,
  responsesHello,
  responsesPath,
  serve,
  serveBefore,
  transports,
  until,
  upstream,
} from './serving.ts'

afterEach(closeAll)

/** Answers 400 to what is invalid and an empty object to anything else, on the routes it has. */
const speaking = (...routes: string[]) =>
  upstream((request, response, body) => {
    const route = routes.find(route => request.url === `/v1${route}`)
    const invalid = body !== '' && JSON.parse(body).model === ''
    response.setHeader('content-type', 'application/json')
    response.statusCode = route === undefined ? 404 : invalid ? 400 : 200
    response.end(JSON.stringify(route === undefined || invalid ? { error: { message: 'No.' } } : { id: 'x' }))
  })

describe.each(transports)('over the %s transport', transport => {
  describe('an upstream nobody has described', () => {
    test.each([
      ['only Responses', ['/responses'], ['responses']],
      ['only chat', ['/chat/completions'], ['chat']],
      ['both', ['/responses', '/chat/completions'], ['responses', 'chat']],
    ])('is asked once what it speaks, and found to speak %s', async (_name, routes, apis) => {
      const behind = await speaking(...routes)
      const { url, server, notices } = await serveBefore(transport, behind.url)
      expect((await fetch(`${url}/readyz`)).status).toBe(503)
      expect([...(await server.prepare())]).toEqual(apis)
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
      await Promise.all([post(url + chatPath, chatHello), post(url + responsesPath, responsesHello), server.prepare()])
      const asked = behind.requests.filter(({ body }) => JSON.parse(body).model === '')
      expect(asked.map(({ path }) => path).toSorted()).toEqual(['/v1/chat/completions', '/v1/responses'])
      expect(notices).toEqual([expect.stringMatching(/^The upstream speaks/)])
    })

    test('is asked by the better of its APIs where it is known to have the other only in part', async () => {
      const behind = await upstream((_, response) => {
        response.writeHead(400, { server: 'llama.cpp', 'content-type': 'application/json' })
        response.end('{"error":{"code":400,"message":"\'messages\' is required","type":"invalid_request_error"}}')
      })
      const { server, notices } = await serveBefore(transport, behind.url)
      expect([...(await server.prepare())]).toEqual(['chat'])
      expect(notices).toEqual([expect.stringMatching(/only in part.*--upstream-api both/)])
    })

    test('that is not there is said to be not there', async () => {
      const { server } = await serveBefore(transport, 'http://127.0.0.1:1/v1')
      await expect(server.prepare()).rejects.toThrow(/could not be reached.*Start it/)
    })

    test('is asked with a request no API can take: neither messages, nor an input, nor a model', async () => {
      const behind = await speaking('/responses')
      const { server } = await serveBefore(transport, behind.url)
      await server.prepare()
      for (const { body } of behind.requests) expect(JSON.parse(body)).toEqual({ model: '', messages: 0, input: 0 })
    })

    test("is asked with the first caller's credential where the server has none", async () => {
      const behind = await upstream((request, response) => {
        const isKnown = request.headers.authorization === 'Bearer sk-caller'
        response.statusCode = isKnown ? (request.url === '/v1/responses' ? 400 : 404) : 401
        response.end('{"error":{"message":"x"}}')
      })
      const { url, server } = await serveBefore(transport, behind.url)
      await expect(server.prepare()).rejects.toThrow(/--upstream-api/)
      const wrong = await post(url + chatPath, chatHello, { authorization: 'Bearer wrong' })
      expect(wrong).toMatchObject({ status: 401, json: { error: { code: 'invalid_api_key' } } })
      await post(url + chatPath, chatHello, { authorization: 'Bearer sk-caller' })
      expect([...(await server.prepare())]).toEqual(['responses'])
      expect(behind.requests.at(-1)?.path).toBe('/v1/responses')
    })

    test.each([
      ['a page on every path', 200, '<html>', /neither/],
      ['nothing on any path', 404, '{}', /neither/],
      ['only failure', 503, '{}', /could not be found out/],
      ['a fault on every path, as while it starts,', 500, '{}', /could not be found out/],
    ])('that has %s is a 502 that says what to do', async (_name, status, body, sentence) => {
      const behind = await upstream((_, response) => response.writeHead(status).end(body))
      const { url } = await serveBefore(transport, behind.url)
      const answer = await post(url + chatPath, chatHello)
      expect(answer.status).toBe(502)
      expect(answer.json.error.message).toMatch(sentence)
    })

    test('that looks for the model before anything else has the route', async () => {
      const behind = await upstream((request, response) => {
        const error = { message: 'x', ...(request.url === '/v1/responses' && { code: 'model_not_found' }) }
        response.writeHead(404).end(JSON.stringify({ error }))
      })
      const { server } = await serveBefore(transport, behind.url)
      expect([...(await server.prepare())]).toEqual(['responses'])
    })
  })

  describe('other routes below /v1', () => {
    test('go to the upstream and back as they are', async () => {
      const behind = await upstream((_, response) =>
        response.writeHead(201, { 'content-type': 'text/csv', 'content-disposition': 'attachment' }).end('a,b'),
      )
      const { port, calls } = await serveBefore(transport, behind.url, { upstreamApi: 'chat' })
      const call = { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: 'words' }
      const answer = await raw(port, '/v1/files/file-1?limit=2&after=x%20y', call)
      expect(answer).toMatchObject({ status: 201, text: 'a,b' })
      expect(answer.headers).toMatchObject({ 'content-type': 'text/csv', 'content-disposition': 'attachment' })
      expect(behind.requests).toMatchObject([
        {
          method: 'PUT',
          path: '/v1/files/file-1?limit=2&after=x+y',
          body: 'words',
          headers: { 'content-type': 'text/plain' },
        },
      ])
      await until(() => calls.length === 1)
      expect(calls[0]).toMatchObject({ route: 'other', method: 'PUT', status: 201, outcome: 'answered' })
    })

    test("have the upstream's own errors", async () => {
      const { port } = await serve(transport, 'chat')
      const answer = await raw(port, '/v1/nothing', { method: 'GET' })
      expect(answer).toMatchObject({ status: 404, json: { error: { type: 'invalid_request_error' } } })
    })

    test('take no methods the APIs do not have', async () => {
      const { port, mock } = await serve(transport, 'chat')
      expect((await raw(port, '/v1/models', { method: 'TRACE' })).status).toBeGreaterThanOrEqual(400)
      expect((await raw(port, '/v1/models', { method: 'PROPFIND' })).status).toBe(405)
      expect(mock.requests).toEqual([])
    })

    test('are not found outside /v1', async () => {
      const { port, mock } = await serve(transport, 'chat')
      for (const path of ['/', '/v1', '/v2/models', '/favicon.ico', '/v1x/models']) {
        const answer = await raw(port, path, { method: 'GET' })
        expect(answer).toMatchObject({ status: 404, json: { error: { code: 'not_found' } } })
      }
      expect(mock.requests).toEqual([])
    })
  })

  test('health, readiness and metrics are told', async () => {
    const { url, server } = await serve(transport, 'chat', {
      metrics: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
    })
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ok' })
    const metrics = await fetch(`${url}/metrics`)
    expect([metrics.headers.get('content-type'), await metrics.text()]).toEqual(['text/plain; version=0.0.4', 'up 1\n'])
    server.drain()
    const draining = await fetch(`${url}/readyz`)
    expect([draining.status, await draining.json()]).toEqual([503, { status: 'shutting down' }])
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  test("the base's own query stays, whatever the caller's says", async () => {
    const behind = await speaking('/responses')
    const { port } = await serveBefore(transport, `${behind.url}/?api-version=2025-04-01`, { upstreamApi: 'chat' })
    await raw(port, `${chatPath}?api-version=evil&x=1`, { headers: json, body: JSON.stringify(chatHello) })
    expect(behind.requests[0]?.path).toBe('/v1/chat/completions?api-version=2025-04-01&x=1')
  })
})

test('a handler is all there is: no socket, no Node', async () => {
  const seen: string[] = []
  const server = createServer({
    upstream: 'https://upstream.example/v1',
    upstreamApi: 'chat',
    allowedHosts: ['bridge.example'],
    fetch: async input => {
      seen.push(String(input))
      return Response.json({ id: 'c', choices: [{ index: 0, message: { role: 'assistant', content: 'hi' } }] })
    },
  })
  const request = new Request(`https://bridge.example${responsesPath}`, {
    method: 'POST',
    headers: { ...json, host: 'bridge.example' },
    body: JSON.stringify(responsesHello),
  })
  expect(await (await server.fetch(request)).json()).toMatchObject({ object: 'response', status: 'completed' })
  expect(seen).toEqual(['https://upstream.example/v1/chat/completions'])
})

test.each([
  ['/v1/models', '/models'],
  ['/v1/models/ft:gpt-4.1:org::id', '/models/ft:gpt-4.1:org::id'],
  ['/v1/responses/resp_1/input_items', '/responses/resp_1/input_items'],
  ['/v1/files/caf%C3%A9', '/files/caf%C3%A9'],
])('%s is a route of the upstream', (path, route) => {
  expect(passedRoute('GET', path)).toBe(route)
})
