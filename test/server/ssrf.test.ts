// Wherever a request names an address, nobody goes there: only the upstream of the settings is ever called.
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { watchConnections } from './connections.ts'
import { chatHello, chatPath, closeAll, json, raw, responsesPath, serve, transports, upstream } from './serving.ts'

let watching: ReturnType<typeof watchConnections> | undefined

afterEach(async () => {
  watching?.stop()
  watching = undefined
  await closeAll()
})

interface Payload {
  readonly path?: string
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: Record<string, unknown>
}

/** Ways to write the same address; `port` is where the canary listens. */
const addresses = (port: number) => [
  `http://127.0.0.1:${port}`,
  `http://localhost:${port}/v1`,
  `http://[::1]:${port}`,
  `http://[::ffff:127.0.0.1]:${port}`,
  `http://0x7f000001:${port}`,
  `http://2130706433:${port}`,
  `http://127.1:${port}`,
  `http://user:pass@127.0.0.1:${port}`,
  `http://api.openai.com@127.0.0.1:${port}`,
  `http://127.0.0.1:${port}#@api.openai.com`,
  `http://127.0.0.1:${port}?.openai.com`,
  `//127.0.0.1:${port}`,
]

function inHeaders(url: string, host: string): Payload[] {
  const names = [
    'x-portkey-custom-host',
    'x-portkey-provider',
    'x-portkey-config',
    'x-base-url',
    'x-api-base',
    'x-upstream-url',
    'x-target-url',
    'x-llm-api-base',
    'helicone-target-url',
    'openai-base-url',
    'x-forwarded-server',
    'x-original-url',
    'x-rewrite-url',
    'destination',
    'referer',
  ]
  const hosts = ['x-forwarded-host', 'x-host', 'x-original-host', 'forwarded', 'host']
  return [
    ...names.map(name => ({ headers: { [name]: url } })),
    ...hosts.map(name => ({ headers: { [name]: name === 'forwarded' ? `host=${host}` : host } })),
  ]
}

function inBody(url: string): Payload[] {
  const fields = [
    'api_base',
    'base_url',
    'baseURL',
    'api_url',
    'endpoint',
    'upstream',
    'custom_host',
    'proxy',
    'webhook_url',
  ]
  const part = (content: object) => ({ ...chatHello, messages: [{ role: 'user', content: [content] }] })
  return [
    ...fields.map(name => ({ body: { ...chatHello, [name]: url } })),
    { body: { ...chatHello, litellm_params: { api_base: url } } },
    { body: { ...chatHello, extra_headers: { host: url }, extra_body: { base_url: url } } },
    { body: { ...chatHello, model: url } },
    { body: { ...chatHello, model: `openai/${url}#` } },
    { body: { ...chatHello, model: `../../${url}` } },
    { body: { ...chatHello, user: url, metadata: { callback: url } } },
    { body: part({ type: 'image_url', image_url: { url: `${url}/image.png` } }) },
    { body: part({ type: 'file', file: { file_data: url, filename: url } }) },
    { body: part({ type: 'input_audio', input_audio: { data: url, format: 'wav' } }) },
    { body: { ...chatHello, tools: [{ type: 'mcp', server_url: url, server_label: 'x' }] } },
    {
      path: responsesPath,
      body: { model: 'm', input: [{ role: 'user', content: [{ type: 'input_image', image_url: url }] }] },
    },
    {
      path: responsesPath,
      body: { model: 'm', input: [{ role: 'user', content: [{ type: 'input_file', file_url: url }] }] },
    },
    {
      path: responsesPath,
      body: { model: 'm', input: 'x', tools: [{ type: 'mcp', server_url: url, server_label: 'x' }] },
    },
    { path: responsesPath, body: { model: 'm', input: 'x', prompt: { id: url } } },
  ]
}

function inTargets(url: string, host: string): Payload[] {
  const paths = [
    url + chatPath,
    `//${host}${chatPath}`,
    `/v1/@${host}/`,
    `/v1//${host}/x`,
    `/v1/${url}`,
    `/v1/%2f%2f${host}/x`,
    `/v1/..%2f..%2f${host}`,
    '/v1/../../admin',
    '/v1/%2e%2e/admin',
    '/v1/.%2e/admin',
    '/v1/..;/admin',
    '/v1\\..\\admin',
    `/v1/models?url=${url}`,
    `/v1/models?base_url=${encodeURIComponent(url)}`,
    `/v1/models#@${host}/`,
    `/v1/proxy/${host}`,
    `/v1/models%00.${host}`,
    `/v1/models%0d%0ahost:%20${host}`,
    `/v1:@${host}/x`,
    `@${host}/x`,
    '*',
  ]
  return [
    ...paths.map(path => ({ path, method: 'GET' })),
    { path: `${chatPath}?api_base=${url}` },
    { path: `${chatPath}?host=${host}&url=${url}` },
    { path: `/v1/proxy${chatPath}` },
    { path: `/v1/chat/completions/../../${host}` },
  ]
}

function payloads(port: number): Payload[] {
  const [url = '', ...others] = addresses(port)
  const host = `127.0.0.1:${port}`
  return [
    ...inHeaders(url, host),
    ...inBody(url),
    ...inTargets(url, host),
    ...others.flatMap(each => [
      { headers: { 'x-portkey-custom-host': each } },
      { body: { ...chatHello, api_base: each } },
    ]),
  ]
}

describe.each(transports)('over the %s transport', transport => {
  test.each(['responses', 'both'] as const)('no payload opens a connection of its own, before %s', async api => {
    const canary = await upstream((_, response) => response.end('{"pwned":true}'))
    const { port, mock } = await serve(transport, api, { upstreamKey: 'sk-server' })
    const home = Number(new URL(`http://${mock.requests[0]?.headers.host ?? 'none:0'}`).port)
    expect(home).toBe(0)
    await raw(port, '/v1/models', { method: 'GET' })
    const allowed = new Set([port, Number(mock.requests[0]?.headers.host?.split(':')[1])])
    const all = payloads(canary.port)
    expect(all.length).toBeGreaterThanOrEqual(60)
    watching = watchConnections()
    for (const { path = chatPath, method = 'POST', headers = {}, body = chatHello } of all) {
      const call = {
        method,
        headers: { ...json, ...headers },
        ...(method === 'POST' && { body: JSON.stringify(body) }),
      }
      const answer = await (/^[\\/@*]|^http/.test(path) && !/[\s\\]/.test(path)
        ? raw(port, path, call)
        : target(port, path))
      expect(answer.status).toBeLessThan(500)
      expect(answer.text).not.toContain('pwned')
    }
    expect(watching.opened.length).toBeGreaterThanOrEqual(all.length)
    expect(watching.opened.filter(({ port }) => !allowed.has(port))).toEqual([])
    expect(canary.requests).toEqual([])
    for (const { url } of mock.requests) expect(new URL(url).pathname).toMatch(/^\/v1\/[^.%]/)
  })
})

/** A request line word for word. */
function target(port: number, path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.end(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
    })
    socket.setEncoding('utf8')
    socket.on('data', piece => {
      text += piece
    })
    socket.on('error', reject)
    socket.on('close', () => resolve({ status: Number(text.split(' ')[1] ?? 0), text }))
  })
}
