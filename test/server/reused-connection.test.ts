// An upstream that closes an idle connection just as it is taken up again: it has not read the call, which is sent once more.

import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { chatPath, closeAll, closeLater, post, serveBefore } from './serving.ts'

afterEach(closeAll)

const message = { role: 'assistant', content: [{ type: 'output_text', text: 'Hello.', annotations: [] }] }
const response = {
  ...{ id: 'resp_1', object: 'response', created_at: 1, status: 'completed', model: 'm' },
  output: [{ type: 'message', id: 'msg_1', status: 'completed', ...message }],
}
const body = JSON.stringify(response)
const answer = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`

/** Answers one call on each connection, and closes it as soon as the next one comes. */
async function impatient(): Promise<{ url: string; connections: () => number; lengths: number[] }> {
  let connections = 0
  const lengths: number[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    connections++
    sockets.add(socket)
    let text = ''
    let answered = false
    socket.on('error', () => {})
    socket.on('data', bytes => {
      if (answered) {
        socket.resetAndDestroy()
        return
      }
      text += bytes.toString('latin1')
      const [head = '', ...rest] = text.split('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
      if (rest.join('\r\n\r\n').length < length) return
      answered = true
      lengths.push(length)
      socket.write(answer)
    })
  })
  await new Promise<void>(resolve => server.listen({ port: 0, host: '127.0.0.1' }, resolve))
  closeLater({
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/v1`, connections: () => connections, lengths }
}

test.each([
  ['short', 10],
  ['long', 100_000],
])('a %s call that met it is answered on another one', async (_name, characters) => {
  const { url, connections, lengths } = await impatient()
  const { url: front } = await serveBefore('native', url, { upstreamApi: 'responses' })
  const asked = { model: 'm', messages: [{ role: 'user', content: 'ä'.repeat(characters) }] }
  for (let call = 1; call <= 3; call++) {
    const { status, json } = await post(front + chatPath, asked)
    expect([status, json.choices[0]?.message.content]).toEqual([200, 'Hello.'])
    expect(connections()).toBe(call)
  }
  expect(new Set(lengths).size).toBe(1)
  expect(lengths[0]).toBeGreaterThan(characters * 2)
})
