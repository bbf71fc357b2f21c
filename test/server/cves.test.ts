// What has gone wrong in gateways of this kind, one test for each: the name says whose fault it was.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { createServer, SettingsError } from '../../src/server/index.ts'
import { watchConnections } from './connections.ts'
import {
  chatHello,
  chatPath,
  closeAll,
  json,
  post,
  raw,
  responsesPath,
  serve,
  transports,
  until,
  upstream,
} from './serving.ts'

afterEach(closeAll)

const body = JSON.stringify(chatHello)
const shared = { frontKeys: ['front-one', 'front-two'], upstreamKey: 'sk-upstream' }
const opened = { ...json, authorization: 'Bearer front-one' }

describe.each(transports)('over the %s transport', transport => {
  test("CVE-2024-6587: api_base in a body does not send the server's key anywhere else", async () => {
    const attacker = await upstream((_, response) => response.end('{}'))
    const { url, mock } = await serve(transport, 'responses', { upstreamKey: 'sk-upstream' })
    for (const field of ['api_base', 'base_url', 'api_key'])
      await post(url + chatPath, { ...chatHello, [field]: attacker.url })
    expect(attacker.requests).toEqual([])
    expect(mock.requests.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Bearer sk-upstream'))
    expect(JSON.stringify(mock.requests)).not.toContain(`:${attacker.port}`)
  })

  test('CVE-2025-66405: no header names the upstream, on the create routes or on any other', async () => {
    const attacker = await upstream((_, response) => response.end('{}'))
    const { port, mock } = await serve(transport, 'responses')
    const headers = { ...json, 'x-portkey-custom-host': attacker.url, 'x-portkey-provider': 'openai' }
    for (const path of [chatPath, responsesPath, '/v1/proxy/chat/completions', '/v1/models']) {
      await raw(port, path, {
        method: path === '/v1/models' ? 'GET' : 'POST',
        headers,
        ...(path !== '/v1/models' && { body }),
      })
    }
    expect(attacker.requests).toEqual([])
    expect(mock.requests.every(({ headers }) => !('x-portkey-custom-host' in headers))).toBe(true)
  })

  test('CVE-2025-66405, its bypass: a # or a ? in a name rewrites no address', async () => {
    const { url, mock } = await serve(transport, 'responses', { aliases: () => 'm#@attacker.example/?x=' })
    await post(url + chatPath, { ...chatHello, model: 'm#@attacker.example' })
    expect(mock.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/v1/responses'])
  })

  test('CVE-2025-66405, its second bypass: a redirect is not followed with the key', async () => {
    const attacker = await upstream((_, response) => response.end('{}'))
    const { port, mock } = await serve(transport, 'responses', {
      upstreamKey: 'sk-upstream',
      mock: { script: [{ raw: { status: 302, headers: { location: attacker.url } } }] },
    })
    expect((await raw(port, chatPath, { headers: json, body })).status).toBe(502)
    expect(mock.requests).toHaveLength(1)
    expect(attacker.requests).toEqual([])
  })

  test.each([
    "' OR '1'='1",
    "'; DROP TABLE keys; --",
    "1' AND (SELECT 1 FROM (SELECT SLEEP(5))x) --",
    `$\{jndi:ldap://x}`,
    '{{7*7}}',
    '%00%27',
    '"\\x00',
  ])('CVE-2026-42208: a key such as %s is a wrong key and nothing else', async key => {
    const { port, calls } = await serve(transport, 'responses', shared)
    const wrong = await raw(port, chatPath, { headers: { ...json, authorization: 'Bearer wrong' }, body })
    const answer = await raw(port, chatPath, { headers: { ...json, authorization: `Bearer ${key}` }, body })
    expect(answer.status).toBe(401)
    expect(answer.text.replaceAll(/req_\w+/g, '')).toBe(wrong.text.replaceAll(/req_\w+/g, ''))
    await until(() => calls.length === 2)
    expect(JSON.stringify(calls)).not.toContain(JSON.stringify(key).slice(1, -1))
  })

  test('CVE-2026-47101, -47102, -40217: there is no way to administrate, and no field that grants anything', async () => {
    const { port, mock } = await serve(transport, 'responses', shared)
    const paths = [
      '/admin',
      '/key/generate',
      '/user/update',
      '/config/update',
      '/guardrails/apply_guardrail',
      '/team/new',
    ]
    for (const path of paths) {
      for (const method of ['GET', 'POST']) {
        const answer = await raw(port, path, { method, headers: opened, ...(method === 'POST' && { body }) })
        expect(answer).toMatchObject({ status: 404, json: { error: { code: 'not_found' } } })
      }
    }
    const granting = { allowed_routes: ['*'], user_role: 'proxy_admin', permissions: ['*'] }
    await raw(port, chatPath, { headers: opened, body: JSON.stringify({ ...chatHello, ...granting }) })
    expect(Object.keys(mock.requests[0]?.body as object)).not.toEqual(expect.arrayContaining(['user_role']))
    expect((await raw(port, '/v1/files', { headers: opened, body })).status).toBe(404)
  })

  test('CVE-2026-42271: no request starts a process, and no tool in one is connected to', async () => {
    const { port } = await serve(transport, 'responses', shared)
    const watching = watchConnections()
    const server = { command: 'touch', args: ['/tmp/pwned'], url: 'http://127.0.0.1:1/', transport: 'stdio' }
    for (const path of ['/mcp-rest/test/connection', '/mcp-rest/test/tools/list', '/v1/mcp/test']) {
      expect((await raw(port, path, { headers: opened, body: JSON.stringify(server) })).status).toBe(404)
    }
    const tools = [{ type: 'mcp', server_label: 'x', server_url: 'http://127.0.0.1:1/', ...server }]
    await raw(port, responsesPath, { headers: opened, body: JSON.stringify({ model: 'm', input: 'x', tools }) })
    watching.stop()
    expect(watching.opened.filter(({ port }) => port === 1)).toEqual([])
  })

  test('CVE-2026-48710: what the Host says leads to no other route', async () => {
    const { port, mock } = await serve(transport, 'responses', shared)
    for (const host of [
      'localhost/healthz?',
      'localhost/metrics#',
      'localhost:80/v1/models?',
      'x@localhost',
      'local host',
      '[::1',
    ]) {
      const answer = await raw(port, chatPath, { headers: { ...opened, host }, body })
      expect(answer).toMatchObject({ status: 403, json: { error: { code: 'host_not_allowed' } } })
    }
    expect(mock.requests).toEqual([])
  })

  test('CVE-2026-30886: of callers who share an account, none gets at what another has stored', async () => {
    const { port, mock } = await serve(transport, 'responses', shared)
    for (const path of [
      '/v1/responses/resp_1',
      '/v1/responses/resp_1/input_items',
      '/v1/files/file-1',
      '/v1/conversations/conv_1',
    ]) {
      for (const method of ['GET', 'DELETE']) {
        expect((await raw(port, path, { method, headers: opened })).status).toBe(404)
      }
    }
    for (const memory of [{ previous_response_id: 'resp_1' }, { conversation: 'conv_1' }]) {
      const answer = await raw(port, responsesPath, {
        headers: opened,
        body: JSON.stringify({ model: 'm', input: 'x', ...memory }),
      })
      expect(answer).toMatchObject({ status: 404, json: { error: { param: Object.keys(memory)[0] } } })
    }
    expect(mock.requests).toEqual([])
    expect((await raw(port, '/v1/models', { method: 'GET', headers: opened })).status).toBe(200)
  })

  test('CVE-2026-25591: wildcards in a name cost nothing', async () => {
    const { url } = await serve(transport, 'responses')
    const started = performance.now()
    for (const model of ['%'.repeat(100_000), '*'.repeat(100_000), `${'a*'.repeat(50_000)}b`, '_'.repeat(100_000)]) {
      expect((await post(url + chatPath, { ...chatHello, model })).status).toBe(200)
    }
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('CVE-2026-45339: a key in x-api-key is bound by the same rules as one in Authorization', async () => {
    const { port } = await serve(transport, 'responses', { ...shared, limits: { bytes: 1000 } })
    const long = JSON.stringify({ ...chatHello, user: 'x'.repeat(2000) })
    for (const header of ['authorization', 'x-api-key', 'api-key', 'x-bridge-key']) {
      const value = header === 'authorization' ? 'Bearer front-one' : 'front-one'
      const wrong = header === 'authorization' ? 'Bearer front-0ne' : 'front-0ne'
      expect((await raw(port, chatPath, { headers: { ...json, [header]: value }, body: long })).status).toBe(413)
      expect((await raw(port, chatPath, { headers: { ...json, [header]: wrong }, body })).status).toBe(401)
    }
  })

  test('CVE-2026-47673: only Bearer is Bearer', async () => {
    const { port } = await serve(transport, 'responses', shared)
    for (const scheme of ['Basic', 'Digest', 'Bearerx', 'X-Bearer', 'Token', 'Negotiate', '']) {
      const headers = { ...json, authorization: `${scheme} front-one`.trim() }
      expect((await raw(port, chatPath, { headers, body })).status).toBe(401)
    }
  })

  test('CVE-2026-47674, CVE-2026-39409: other spellings of an address are other names', async () => {
    const { port, mock } = await serve(transport, 'responses')
    const spellings = [
      '[::ffff:127.0.0.1]',
      '[0:0:0:0:0:0:0:1]',
      '[::1%25lo]',
      '127.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      'localhost.',
    ]
    for (const host of spellings) {
      const { status, json: told } = await raw(port, chatPath, { headers: { ...json, host }, body })
      expect([status, told.error.code]).toSatisfy(
        ([status, code]) =>
          (status === 403 && code === 'host_not_allowed') || (status === 400 && code === 'bad_target'),
      )
    }
    expect(mock.requests).toEqual([])
  })

  test('CVE-2026-47676: another spelling of a path is no way around the rules of a route', async () => {
    const { port, mock } = await serve(transport, 'responses', { upstreamKey: 'sk-upstream', strict: true })
    const lossy = JSON.stringify({ ...chatHello, seed: 1 })
    const spellings = [
      '/v1/chat/completions/',
      '/v1//chat/completions',
      '/v1/chat//completions',
      '/V1/chat/completions',
      '/v1/Chat/Completions',
      '/v1/chat%2fcompletions',
      '/v1/./chat/completions',
      '/v1/x/../chat/completions',
      '/v1/%2e/chat/completions',
      '/v1/x/%2E./chat/completions',
      '/healthz/../v1/chat/completions',
      '/v1/chat/completions/.?x',
      '/v1/chat/completions;x=1',
      '/v1/chat/completions%20',
      '/v1/chat/completions%00',
      '/openai/v1/chat/completions',
      '/chat/completions',
    ]
    for (const path of spellings) {
      const answer = await raw(port, path, { headers: json, body: lossy })
      expect([path, answer.status]).toEqual([path, 404])
    }
    // This one is the route itself, and its rules hold: the loss is refused.
    expect((await raw(port, '/v1/chat/completion%73', { headers: json, body: lossy })).status).toBe(400)
    expect(mock.requests).toEqual([])
  })

  test('CVE-2026-44456, CVE-2026-54288: the limit holds for bodies in chunks, and for a length that lies', async () => {
    const { port, mock } = await serve(transport, 'responses', { limits: { bytes: 10_000 } })
    const long = JSON.stringify({ ...chatHello, user: 'x'.repeat(50_000) })
    expect((await raw(port, chatPath, { headers: json, body: long, chunked: true })).status).toBe(413)
    expect((await raw(port, chatPath, { headers: json, body: long })).status).toBe(413)
    expect(mock.requests).toEqual([])
  })
})

describe('before a server starts', () => {
  const upstream = 'http://127.0.0.1:1/v1'
  test('a webhook with an empty secret: an empty key lets nobody in, because nothing starts', () => {
    expect(() => createServer({ upstream, frontKeys: [''] })).toThrow(SettingsError)
    expect(() => createServer({ upstream, upstreamKey: '' })).toThrow(SettingsError)
  })
})

describe('what is in the package', () => {
  const root = new URL('../../', import.meta.url)
  const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

  test('LiteLLM 1.82.7: nothing runs at installation, and every version is the one that was looked at', () => {
    const scripts = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish']
    expect(Object.keys(manifest.scripts).filter(name => scripts.includes(name))).toEqual([])
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    }
  })

  test('no code of the server evaluates text or starts a process', () => {
    const folder = new URL('src/server/', root)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) {
      const source = readFileSync(fileURLToPath(new URL(file, folder)), 'utf8')
      expect([file, /child_process|\beval\(|new Function\(|node:vm/.test(source)]).toEqual([file, false])
    }
  })
})
