// The stateful routes through the whole server: guards, transports, owners and the official client.
import OpenAI from 'openai'
import { afterEach, describe, expect, test } from 'vitest'
import { createMock, type Mock, type MockOptions } from '../../src/mock/index.ts'
import { listen as listenMock } from '../../src/mock/listen.ts'
import type { ServerSettings } from '../../src/server/contract.ts'
import { createServer, type Server } from '../../src/server/index.ts'
import { listen } from '../../src/server/node/listen.ts'
import { nativeHandle } from '../../src/server/node/native-handle.ts'
import { openStore } from '../../src/server/store/open.ts'
import { lastMessages } from './front.ts'

const model = 'mock-1'
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Started {
  readonly url: string
  readonly mock: Mock
  readonly server: Server
  client(apiKey?: string): OpenAI
}

async function started(settings: Partial<ServerSettings> = {}, mockOptions: MockOptions = {}): Promise<Started> {
  const mock = createMock({ api: 'chat', ...mockOptions })
  const upstream = await listenMock(mock)
  closers.push(upstream.close)
  const state = { store: await openStore('memory') }
  const server = createServer({ upstream: `${upstream.url}/v1`, upstreamApi: 'chat', state, ...settings })
  const listening = await listen(
    nativeHandle(() => server),
    { host: '127.0.0.1', port: 0 },
  )
  closers.push(() => listening.close(0))
  const url = `${listening.url}/v1`
  return { url, mock, server, client: (apiKey = 'one') => new OpenAI({ apiKey, baseURL: url, maxRetries: 0 }) }
}

describe('A server with a store', () => {
  test('continues, streams, lists, cancels and deletes over a chat-only upstream', async () => {
    const { client, mock } = await started()
    const first = await client().responses.create({ model, input: 'One?' })
    const stream = client().responses.stream({ model, input: 'Two?', previous_response_id: first.id })
    const second = await stream.finalResponse()
    expect(second.previous_response_id).toBe(first.id)
    expect(lastMessages(mock)).toHaveLength(3)
    expect((await client().responses.inputItems.list(second.id)).data).toHaveLength(1)
    const { id } = await client().conversations.create()
    await client().responses.create({ model, input: 'Hi', conversation: id })
    expect((await client().conversations.items.list(id)).data).toHaveLength(2)
    await client().responses.delete(first.id)
    await expect(client().responses.retrieve(first.id)).rejects.toMatchObject({ status: 404 })
  })

  test('ends a stream that is stored as it ends every other', async () => {
    const { url } = await started({ doneMarker: true })
    const headers = { 'content-type': 'application/json', authorization: 'Bearer one' }
    for (const store of [true, false, undefined]) {
      const body = JSON.stringify({ model, input: 'Hi', stream: true, store })
      const streamed = await (await fetch(`${url}/responses`, { method: 'POST', headers, body })).text()
      expect(streamed).toMatch(/\nevent: response\.completed\ndata: .*\n\ndata: \[DONE\]\n\n$/)
    }
  })

  test('tells callers apart by the key that opened it, in whatever header', async () => {
    const { client, url } = await started({ frontKeys: ['front-one', 'front-two'], upstreamKey: 'up' })
    const { id } = await client('front-one').responses.create({ model, input: 'Hi' })
    await expect(client('front-two').responses.retrieve(id)).rejects.toMatchObject({ status: 404 })
    await expect(client('stranger').responses.retrieve(id)).rejects.toMatchObject({ status: 401 })
    const same = await fetch(`${url}/responses/${id}`, { headers: { 'x-api-key': 'front-one' } })
    expect(same.status).toBe(200)
  })

  test('keeps nothing for a caller without a credential', async () => {
    const { url } = await started({ upstreamKey: 'up' })
    const asked = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const made = await fetch(`${url}/responses`, { ...asked, body: JSON.stringify({ model, input: 'Hi' }) })
    const { id, store } = (await made.json()) as { id: string; store: boolean }
    expect(store).toBe(false)
    expect((await fetch(`${url}/responses/${id}`)).status).toBe(404)
  })

  test('carries background work with its own key, and says when it is ready', async () => {
    const { client, url, server } = await started({ upstreamKey: 'up' })
    const { id } = await client().responses.create({ model, input: 'Hi', background: true })
    await expect.poll(async () => (await client().responses.retrieve(id)).status).toBe('completed')
    await server.tend()
    expect((await fetch(url.replace('/v1', '/readyz'))).status).toBe(200)
  })

  test('refuses a path that could be read as another one, and a body of another type', async () => {
    const { url } = await started()
    const headers = { authorization: 'Bearer one' }
    expect((await fetch(`${url}/responses/a%2Fb`, { headers })).status).toBe(404)
    const posted = await fetch(`${url}/conversations`, { method: 'POST', headers, body: '{}' })
    expect(posted.status).toBe(415)
  })

  test('leaves the routes that its upstream has to the upstream', async () => {
    const { client, mock } = await started({ upstreamApi: 'responses' }, { api: 'responses' })
    const first = await client().responses.create({ model, input: 'Hi' })
    await client().responses.create({ model, input: 'More', previous_response_id: first.id })
    expect(mock.requests.at(-1)?.body).toMatchObject({ previous_response_id: first.id })
    const completion = await client().chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Hi' }],
      store: true,
    })
    expect((await client().chat.completions.retrieve(completion.id)).id).toBe(completion.id)
  })

  test('makes the conversation shorter by the model’s own summary, which a later call can use', async () => {
    const { client, mock } = await started(
      {},
      { script: [{ text: 'Paris.' }, { text: 'They asked for the capital.' }, { text: 'Yes.' }] },
    )
    const first = await client().responses.create({ model, input: 'Capital of France?' })
    const compacted = await client().responses.compact({ model, previous_response_id: first.id })
    expect(compacted.object).toBe('response.compaction')
    expect(compacted.output).toHaveLength(1)
    await client().responses.create({
      model,
      input: [...compacted.output, { role: 'user', content: 'Sure?' }] as never,
    })
    const [summary] = lastMessages(mock) as { role: string; content: string }[]
    expect(summary).toMatchObject({ role: 'user', content: expect.stringContaining('They asked for the capital.') })
    await expect(client().responses.inputTokens.count({ model, input: 'x' })).rejects.toMatchObject({ status: 501 })
  })
})
