// What a server holds of a call as long as its answer lasts: a stream may be open for many minutes, and what was asked may
// be a long conversation.
import { createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, test } from 'vitest'
import { chatPath, closeAll, closeLater, json, responsesPath, serveBefore } from './serving.ts'

afterEach(closeAll)

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Bytes that live, on V8's heap and beside it. */
async function living(): Promise<number> {
  for (let times = 0; times < 3; times++) {
    collect()
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' }
const delta = { type: 'response.output_text.delta', item_id: 'i', output_index: 0, content_index: 0, delta: 'He' }
const begun = {
  chat: `data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, delta: { role: 'assistant', content: 'He' } }] })}\n\n`,
  responses: `event: ${delta.type}\ndata: ${JSON.stringify({ ...delta, sequence_number: 0 })}\n\n`,
}

/** Begins an answer, and says no more. Nothing of the request is kept. */
async function silentUpstream(api: 'chat' | 'responses'): Promise<{ url: string; lengths: number[] }> {
  const lengths: number[] = []
  const open = new Set<ServerResponse>()
  const server = createServer((incoming, response) => {
    let length = 0
    incoming.on('data', bytes => {
      length += bytes.length
    })
    incoming.on('end', () => {
      lengths.push(length)
      expect(incoming.headers['content-length']).toBe(String(length))
      open.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
      response.write(begun[api])
    })
  })
  await new Promise<void>(resolve => server.listen({ port: 0, host: '127.0.0.1' }, resolve))
  closeLater({ close: () => server.closeAllConnections() })
  closeLater({ close: () => server.close() })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, lengths }
}

const calls = 20
const characters = 500_000
// A character of two bytes, so that lengths in characters are told from lengths in bytes.
const turns = Array.from({ length: 50 }, () => ({ role: 'user', content: 'ä'.repeat(characters / 50) }))
const asked = {
  chat: { path: chatPath, body: JSON.stringify({ model: 'm', messages: turns, stream: true }) },
  responses: { path: responsesPath, body: JSON.stringify({ model: 'm', input: turns, stream: true, store: false }) },
}

test.each([
  ['chat', 'responses'],
  ['responses', 'chat'],
] as const)('a stream of %s holds nothing of what was asked', async (api, upstreamApi) => {
  const { url, lengths } = await silentUpstream(upstreamApi)
  const { url: front } = await serveBefore('native', url, { upstreamApi })
  const { path, body } = asked[api]
  // One for all, and no fetch, which would hold it as often as it is sent.
  const bytes = Buffer.from(body)
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const headers = { ...json, 'content-length': bytes.length }
      const call = request(front + path, { method: 'POST', headers, agent: false }, answer =>
        answer.once('data', resolve),
      )
      closeLater({ close: () => call.destroy() })
      call.on('error', reject).end(bytes)
    })
  // The first of them bring code and connections, too.
  await open()
  await open()
  const before = await living()
  for (let call = 0; call < calls; call++) await open()
  expect((await living()) - before).toBeLessThan((calls * characters) / 2)
  expect(lengths).toHaveLength(calls + 2)
  expect(Math.min(...lengths)).toBeGreaterThan(characters * 2)
})
