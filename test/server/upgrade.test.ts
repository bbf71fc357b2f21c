// Requests that offer another protocol: WebSockets where they are, any other offer ignored, and no target that ends a server.
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { createServer } from '../../src/server/index.ts'
import { listen } from '../../src/server/node/listen.ts'
import { nativeHandle } from '../../src/server/node/native-handle.ts'
import { webHandle } from '../../src/server/node/web-handle.ts'
import { responsesSockets } from '../../src/server/node/websocket.ts'
import { chatHello, chatPath, closeAll, closeLater, transports, until } from './serving.ts'

afterEach(closeAll)

const said = 'You said: \\"hello\\"'
const body = JSON.stringify(chatHello)
const h2c = ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__']

const request = (target: string, lines: readonly string[], method = 'POST') =>
  [
    `${method} ${target} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${method === 'POST' ? body.length : 0}`,
    ...lines,
    '\r\n',
  ].join('\r\n')

const webSocket = (target: string, origin: string) =>
  request(
    target,
    [
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Origin: ${origin}`,
    ],
    'GET',
  )

describe.each(transports)('over the %s transport', transport => {
  async function serving() {
    const mock = createMock({ api: 'chat' })
    const fetch = (url: string | URL | Request, init?: RequestInit) => mock.fetch(new Request(url, init))
    const server = createServer({ upstream: 'http://upstream.example/v1', upstreamApi: 'chat', fetch })
    const handle = transport === 'web' ? webHandle(server) : nativeHandle(() => server)
    const sockets = responsesSockets(() => server, { bytes: 1_000_000, depth: 64 })
    const listening = await listen(handle, { host: '127.0.0.1', port: 0 }, sockets)
    closeLater({ close: () => listening.close(0) })
    return listening.port
  }

  /** One connection, and all that comes back on it. */
  function connected(port: number) {
    const socket = connect(port, '127.0.0.1')
    const got = { text: '', closed: false }
    socket.on('error', () => {})
    socket.on('close', () => {
      got.closed = true
    })
    socket.setEncoding('utf8').on('data', text => {
      got.text += text
    })
    closeLater({ close: () => void socket.destroy() })
    return { socket, got, answers: () => got.text.split(said).length - 1 }
  }

  test('an offer of HTTP/2 is ignored, and the connection goes on as it was', async () => {
    const { socket, got, answers } = connected(await serving())
    socket.write(request(chatPath, h2c) + body)
    await until(() => answers() === 1)
    // Once more with the offer, its body late and in pieces; then without.
    socket.write(request(chatPath, h2c))
    await new Promise(resolve => setTimeout(resolve, 20))
    for (const piece of [body.slice(0, 10), body.slice(10)]) socket.write(piece)
    await until(() => answers() === 2)
    socket.write(request(chatPath, []) + body)
    await until(() => answers() === 3)
    expect(got.text.match(/HTTP\/1\.1 200/g)).toHaveLength(3)
    expect(got.closed).toBe(false)
  })

  test('two Hosts in one request are refused', async () => {
    const { socket, got } = connected(await serving())
    socket.write(request(chatPath, ['Host: localhost']) + body)
    await until(() => got.text.includes('several_hosts'))
    expect(got.text).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('two Hosts make no WebSocket, either', async () => {
    const { socket, got } = connected(await serving())
    socket.write(webSocket('/v1/responses', 'http://localhost').replace('Host: ', 'Host: elsewhere.example\r\nHost: '))
    await until(() => got.closed)
    expect(got.text).toMatch(/^HTTP\/1\.1 400 .*several_hosts/s)
  })

  test('an offer leads around no guard', async () => {
    const { socket, got } = connected(await serving())
    socket.write(request(chatPath, [...h2c, 'Origin: http://evil.example']) + body)
    await until(() => got.text.includes('origin_not_allowed'))
  })

  test('no WebSocket for a foreign page, at another path, or at what is no path at all', async () => {
    const port = await serving()
    const refused: [target: string, origin: string, status: number][] = [
      ['/v1/responses', 'http://evil.example', 403],
      [chatPath, 'http://localhost', 404],
      ['//[', 'http://localhost', 404],
      ['http://[', 'http://localhost', 404],
      ['/v1/responses%', 'http://localhost', 404],
    ]
    for (const [target, origin, status] of refused) {
      const { socket, got } = connected(port)
      socket.write(webSocket(target, origin))
      await until(() => got.closed)
      expect([target, got.text.split(' ')[1]]).toEqual([target, String(status)])
    }
    const { socket, answers } = connected(port)
    socket.write(request(chatPath, []) + body)
    await until(() => answers() === 1)
  })
})
