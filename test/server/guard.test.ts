// Who may call: Host, Origin and key, on every route and over both transports.
import { afterEach, describe, expect, test } from 'vitest'
import { createServer, SettingsError } from '../../src/server/index.ts'
import { givesItsKeyAway, isLoopback, namesOf } from '../../src/server/node/binding.ts'
import { chatHello, chatPath, closeAll, json, raw, responsesPath, serve, transports } from './serving.ts'

afterEach(closeAll)

const body = JSON.stringify(chatHello)
const routes = [
  ['POST', chatPath],
  ['POST', responsesPath],
  ['GET', '/v1/models'],
  ['POST', '/v1/files'],
  ['DELETE', '/v1/responses/resp_1'],
  ['GET', '/metrics'],
] as const

const metrics = async () => ({ contentType: 'text/plain', body: 'up 1\n' })

describe.each(transports)('over the %s transport', transport => {
  describe.each(routes)('%s %s', (method, path) => {
    test.each([
      ['another name', { host: 'attacker.example' }],
      ['another name with the right port', { host: 'attacker.example:8787' }],
      ['a name that only begins like ours', { host: 'localhost.attacker.example' }],
      ['a path in the Host', { host: '127.0.0.1/healthz?' }],
      ['a user in the Host', { host: '127.0.0.1@attacker.example' }],
      ['the address of a metadata service', { host: '169.254.169.254' }],
      ['a Host that is only a port', { host: ':8787' }],
      ['the origin of a web page', { origin: 'https://attacker.example' }],
      ['the origin of another local server', { origin: 'http://localhost:3000' }],
      ['the null origin', { origin: 'null' }],
      ['a fetch across sites without an Origin', { 'sec-fetch-site': 'cross-site' }],
    ])('refuses %s', async (_case, headers) => {
      const { port, mock } = await serve(transport, 'responses', { metrics })
      const answer = await raw(port, path, {
        method,
        headers: { ...json, ...headers },
        ...(method === 'POST' && { body }),
      })
      expect(answer.status).toBe(403)
      expect(answer.json.error.code).toMatch(/^(host|origin)_not_allowed$/)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(mock.requests).toHaveLength(0)
    })
  })

  test.each(['127.0.0.1', 'localhost', '[::1]', 'localhost:1234', 'LOCALHOST'])('answers to %s', async host => {
    const { port } = await serve(transport, 'responses')
    expect((await raw(port, chatPath, { headers: { ...json, host }, body })).status).toBe(200)
  })

  test('answers to names and origins that are allowed, and tells the browser so', async () => {
    const { port } = await serve(transport, 'responses', {
      allowedHosts: ['bridge.internal'],
      allowedOrigins: ['https://app.example'],
    })
    const headers = { host: 'bridge.internal:99', origin: 'https://app.example' }
    const answer = await raw(port, chatPath, { headers: { ...json, ...headers }, body })
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': 'https://app.example', vary: 'Origin' })
    const asked = await raw(port, chatPath, {
      method: 'OPTIONS',
      headers: {
        ...headers,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    })
    expect(asked.status).toBe(204)
    expect(asked.headers['access-control-allow-headers']).toContain('authorization')
    expect((await raw(port, chatPath, { headers: { ...json, host: 'localhost' }, body })).status).toBe(403)
  })

  describe('with front keys', () => {
    const frontKeys = ['front-one', 'front-two']

    test.each([
      ['a Bearer credential', { authorization: 'Bearer front-one' }],
      ['a Bearer credential, another scheme case', { authorization: 'bearer front-two' }],
      ['x-api-key', { 'x-api-key': 'front-one' }],
      ['api-key', { 'api-key': 'front-one' }],
      ['x-bridge-key', { 'x-bridge-key': 'front-one' }],
      ['the same key twice', { authorization: 'Bearer front-one', 'api-key': 'front-one' }],
    ])('%s opens', async (_case, headers) => {
      const { port, mock } = await serve(transport, 'responses', { frontKeys, upstreamKey: 'sk-upstream' })
      expect((await raw(port, chatPath, { headers: { ...json, ...headers }, body })).status).toBe(200)
      expect(mock.requests[0]?.headers.authorization).toBe('Bearer sk-upstream')
    })

    test.each([
      ['nothing', {}],
      ['an empty credential', { authorization: 'Bearer ' }],
      ['another key', { authorization: 'Bearer front-three' }],
      ['half a key', { authorization: 'Bearer front-on' }],
      ['a key with more behind it', { authorization: 'Bearer front-one x' }],
      ['both keys in a list', { authorization: 'Bearer front-one,front-two' }],
      ['another scheme', { authorization: 'Basic front-one' }],
      ['no scheme', { authorization: 'front-one' }],
      ['two different keys', { authorization: 'Bearer front-one', 'x-api-key': 'front-two' }],
      ['a right key beside a wrong one', { authorization: 'Bearer wrong', 'api-key': 'front-one' }],
      ['the key of the upstream', { authorization: 'Bearer sk-upstream' }],
      ['a quote', { authorization: "Bearer ' OR '1'='1" }],
      ['a wildcard', { authorization: 'Bearer %' }],
    ])('%s does not open, on any route', async (_case, headers) => {
      const { port, mock } = await serve(transport, 'responses', { frontKeys, upstreamKey: 'sk-upstream', metrics })
      for (const [method, path] of routes) {
        const answer = await raw(port, path, {
          method,
          headers: { ...json, ...headers },
          ...(method === 'POST' && { body }),
        })
        expect(answer).toMatchObject({ status: 401, json: { error: { code: 'invalid_api_key' } } })
        expect(answer.headers['www-authenticate']).toBe('Bearer')
      }
      expect(mock.requests).toHaveLength(0)
    })

    test('health is told to everybody', async () => {
      const { port } = await serve(transport, 'responses', { frontKeys })
      for (const path of ['/healthz', '/readyz']) {
        expect((await raw(port, path, { method: 'GET', headers: { host: '10.1.2.3:8787' } })).status).toBe(200)
      }
    })
  })

  describe('credentials upstream', () => {
    const credentials = {
      authorization: 'Bearer sk-caller',
      'openai-organization': 'org-1',
      'openai-project': 'proj_1',
    }

    test("are the caller's own where the server has none", async () => {
      const { port, mock } = await serve(transport, 'responses')
      await raw(port, chatPath, { headers: { ...json, ...credentials }, body })
      expect(mock.requests[0]?.headers).toMatchObject(credentials)
    })

    test("are the server's alone where it has one, and its account, too", async () => {
      const { port, mock } = await serve(transport, 'responses', { upstreamKey: 'sk-server' })
      const headers = { ...json, ...credentials, 'api-key': 'sk-caller', 'x-api-key': 'sk-caller' }
      for (const path of [chatPath, '/v1/models']) {
        await raw(port, path, {
          method: path === chatPath ? 'POST' : 'GET',
          headers,
          ...(path === chatPath && { body }),
        })
      }
      expect(mock.requests).toHaveLength(2)
      for (const { headers } of mock.requests) {
        expect(headers.authorization).toBe('Bearer sk-server')
        expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['openai-organization']))
        expect(JSON.stringify(headers)).not.toMatch(/sk-caller|org-1|proj_1/)
      }
    })

    test('are never the key that opened this server', async () => {
      const { port, mock } = await serve(transport, 'responses', { frontKeys: ['front-one'] })
      await raw(port, chatPath, { headers: { ...json, authorization: 'Bearer front-one' }, body })
      const own = { 'x-bridge-key': 'front-one', authorization: 'Bearer sk-caller' }
      await raw(port, chatPath, { headers: { ...json, ...own }, body })
      expect(mock.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer sk-caller'])
      expect(JSON.stringify(mock.requests)).not.toContain('front-one')
    })
  })
})

describe('a server does not start', () => {
  const upstream = 'http://127.0.0.1:1/v1'
  test.each([
    ['with an empty front key', { upstream, frontKeys: [''] }],
    ['with an empty front key among others', { upstream, frontKeys: ['a', ''] }],
    ['with a list of no front keys', { upstream, frontKeys: [] }],
    ['with an empty upstream key', { upstream, upstreamKey: '' }],
    ['with a line break in a key', { upstream, upstreamKey: 'sk\r\nx-evil: 1' }],
    ['with a password in the URL', { upstream: 'http://user:sk-secret@127.0.0.1/v1' }],
    ['with a file as its upstream', { upstream: 'file:///etc/passwd' }],
    ['with half a URL', { upstream: 'api.openai.com/v1' }],
    ['with a fragment', { upstream: 'http://127.0.0.1/v1#x' }],
    ['with a Host for callers to choose', { upstream, forwardedHeaders: ['X-Tenant', 'Host'] }],
    ['with the framing of bodies for callers to choose', { upstream, forwardedHeaders: ['transfer-encoding'] }],
    ['with a second credential', { upstream, upstreamKey: 'sk-own', forwardedHeaders: ['Authorization'] }],
    ['with a header that is none', { upstream, forwardedHeaders: ['x\r\ny'] }],
    ['with a create route as its base', { upstream: 'http://127.0.0.1/v1/responses' }],
  ])('%s', (_case, settings) => {
    expect(() => createServer(settings)).toThrow(SettingsError)
    expect(() => createServer(settings)).not.toThrow(/sk-secret/)
  })
})

describe('the address it listens on', () => {
  test.each([
    ['127.0.0.1', true],
    ['127.8.9.10', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.5', false],
    ['127.0.0.1.attacker.example', false],
    ['localhost.attacker.example', false],
  ])('%s is this machine alone: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected)
    expect(givesItsKeyAway(host, 'sk', [])).toBe(!expected)
    expect(givesItsKeyAway(host, 'sk', ['front'])).toBe(false)
    expect(givesItsKeyAway(host, undefined, [])).toBe(false)
  })

  test('is one of its names, and so is what the settings add', () => {
    expect(namesOf('192.168.1.5', ['bridge'])).toEqual(['localhost', '127.0.0.1', '[::1]', '192.168.1.5', 'bridge'])
    expect(namesOf('::', [])).toContain('127.0.0.1')
  })
})
