// Which headers cross the server, both ways, over both transports.
import { afterEach, describe, expect, test } from 'vitest'
import {
  chatHello,
  chatPath,
  closeAll,
  json,
  raw,
  responsesHello,
  responsesPath,
  serveBefore,
  transports,
  upstream,
} from './serving.ts'

afterEach(closeAll)

const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
}

const calls = [
  ['a converted call', 'POST', responsesPath, responsesHello],
  ['a call passed through', 'POST', chatPath, chatHello],
  ['another route', 'GET', '/v1/models', undefined],
] as const

describe.each(transports)('over the %s transport', transport => {
  describe.each(calls)('%s', (_name, method, path, content) => {
    async function call(headers: Record<string, string>, answered: Record<string, string | string[]> = {}) {
      const behind = await upstream((_, response) => {
        for (const [name, value] of Object.entries(answered)) response.setHeader(name, value)
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(completion))
      })
      const { port } = await serveBefore(transport, behind.url, { upstreamApi: 'chat', forwardedHeaders: ['X-Tenant'] })
      const answer = await raw(port, path, {
        method,
        headers: { ...json, ...headers },
        ...(content !== undefined && { body: JSON.stringify(content) }),
      })
      return { answer, sent: behind.requests[0]?.headers ?? {}, port: behind.port }
    }

    test('takes what the list names upstream', async () => {
      const listed = {
        'user-agent': 'my-program/1',
        'idempotency-key': 'once',
        'openai-beta': 'assistants=v2',
        traceparent: '00-a-b-01',
        'x-stainless-lang': 'js',
        'x-stainless-retry-count': '1',
        'x-tenant': 'named in the settings',
      }
      expect((await call(listed)).sent).toMatchObject(listed)
    })

    test('leaves everything else behind', async () => {
      const others = {
        cookie: 'session=1',
        'proxy-authorization': 'Basic x',
        te: 'trailers',
        upgrade: 'h2c',
        'keep-alive': 'timeout=9',
        'proxy-connection': 'keep-alive',
        forwarded: 'for=1.2.3.4',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-host': 'attacker.example',
        'x-real-ip': '1.2.3.4',
        'x-http-method-override': 'DELETE',
        'x-bridge-key': 'k',
        referer: 'https://private.example/path',
        'x-portkey-custom-host': 'http://attacker.example',
      }
      const { sent, port } = await call(others)
      expect(Object.keys(sent).filter(name => name in others)).toEqual([])
      expect(sent.host).toBe(`127.0.0.1:${port}`)
    })

    test('leaves behind what Connection names, although it is on the list', async () => {
      const { sent } = await call({ connection: 'close, X-Tenant', 'x-tenant': 'secret', 'user-agent': 'kept' })
      expect(sent['x-tenant']).toBeUndefined()
      expect(sent['user-agent']).toBe('kept')
    })

    test('gives back what the list names', async () => {
      const listed = {
        'x-request-id': 'req_upstream',
        'openai-processing-ms': '12',
        'openai-version': '2020-10-01',
        'x-ratelimit-remaining-tokens': '9',
        'retry-after': '1',
      }
      expect((await call({}, listed)).answer.headers).toMatchObject(listed)
    })

    test('gives back nothing else', async () => {
      const others = {
        'set-cookie': ['a=1', 'b=2'],
        server: 'secret-gateway/1.0',
        'x-powered-by': 'x',
        via: '1.1 inner',
        'alt-svc': 'h3=":443"',
        'access-control-allow-origin': '*',
        'strict-transport-security': 'max-age=1',
        'content-security-policy': 'x',
        location: 'http://inner/',
        'x-internal-host': 'inner-7',
        'content-encoding': 'identity',
      }
      const { answer } = await call({}, others)
      expect(answer.status).toBe(200)
      expect(Object.keys(answer.headers).filter(name => name in others)).toEqual([])
    })

    test('has an id of its own where the upstream gives none', async () => {
      expect((await call({})).answer.headers['x-request-id']).toMatch(/^req_[0-9a-f]{32}$/)
    })
  })

  test('the upstream hears no other spelling of the body than was looked at', async () => {
    const behind = await upstream((_, response) => response.end(JSON.stringify(completion)))
    const { port } = await serveBefore(transport, behind.url, { upstreamApi: 'chat' })
    const twice = '{"model":"cheap","model":"m","messages":[{"role":"user","content":"a"}],"messages":[]}'
    await raw(port, chatPath, { headers: { ...json, 'content-type': 'application/json; charset=utf-8' }, body: twice })
    expect(behind.requests[0]?.body).toBe('{"model":"m","messages":[]}')
    expect(behind.requests[0]?.headers['content-type']).toBe('application/json')
  })
})
