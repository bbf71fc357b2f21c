// wrap(client): nothing is left behind after many calls, however they end.
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { wrap } from '../../src/shim/openai.ts'
import { collect, eventually } from '../fetch/sdk.ts'
import { type Client, hello, majors, names } from './sdk.ts'

/** The mock on a server whose open sockets can be counted. */
async function counted() {
  const mock = createMock({ api: 'responses', keep: 1 })
  const server: Server = createServer(getRequestListener(mock.fetch, { overrideGlobalObjects: false }))
  const sockets = new Set<Socket>()
  let most = 0
  server.on('connection', socket => {
    sockets.add(socket)
    most = Math.max(most, sockets.size)
    socket.on('close', () => sockets.delete(socket))
  })
  server.keepAliveTimeout = 100
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, sockets, most: () => most, close: () => new Promise(resolve => server.close(resolve)) }
}

/** One of the ways a call can end. */
async function call(client: Client, turn: number): Promise<void> {
  const { create } = client.chat.completions
  const start = create.bind(client.chat.completions)
  if (turn % 4 === 0) await start(hello)
  if (turn % 4 === 1) await collect(await start({ ...hello, stream: true }))
  if (turn % 4 === 2) for await (const _ of (await start({ ...hello, stream: true })) as AsyncIterable<unknown>) break
  if (turn % 4 === 3) await start({ ...hello, temperature: 'hot' }).catch(() => {})
}

test.each(names)('200 calls of a wrapped client of %s leave no socket open', async major => {
  const { url, sockets, most, close } = await counted()
  const client = wrap(new majors[major].OpenAI({ apiKey: 'sk-test', baseURL: `${url}/v1`, maxRetries: 0 }))
  for (let turn = 0; turn < 200; turn += 4) {
    await Promise.all([0, 1, 2, 3].map(offset => call(client, turn + offset)))
  }
  // Four at a time, and those that were left early on their way out.
  expect(most()).toBeLessThan(40)
  await eventually(() => sockets.size === 0)
  await close()
})
