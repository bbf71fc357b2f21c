// A handler behind TLS, with a certificate for localhost that was made for these tests and is of no use anywhere else.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Handler, Listening } from '../../src/mock/listen.ts'

export const certificateFile = resolve(import.meta.dirname, 'localhost.pem')
export const certificate = readFileSync(certificateFile, 'utf8')
const key = readFileSync(resolve(import.meta.dirname, 'localhost.key'), 'utf8')

export async function listenSecurely(handler: Handler): Promise<Listening> {
  const listener = getRequestListener(request => handler.fetch(request), { overrideGlobalObjects: false })
  const server = createServer({ key, cert: certificate }, listener)
  await new Promise<void>(settle => server.listen(0, '127.0.0.1', settle))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>(settle => {
      server.close(() => settle())
      server.closeAllConnections()
    })
  return { url: `https://localhost:${port}`, port, close }
}
