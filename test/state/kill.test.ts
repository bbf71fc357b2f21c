// What a killed server leaves behind, and what two servers on one store see of each other.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { type Listening, listen } from '../../src/mock/listen.ts'
import { describeStores } from '../store/stores.ts'
import { type ServeProcess, serve } from './processes.ts'

const model = 'mock-1'
/** How often a server is killed, for each store. */
const kills = Number(process.env.KILLS ?? 1)
const writers = 6

let upstream: Listening
beforeAll(async () => {
  upstream = await listen(createMock({ api: 'chat', keep: 0 }))
})
afterAll(() => upstream.close())
const base = () => `${upstream.url}/v1`

/** Makes responses until the server is gone; whatever a caller was told is kept. */
async function write({ client }: ServeProcess, conversation: string, told: Map<string, string>): Promise<void> {
  for (let turn = 0; ; turn++) {
    try {
      if (turn % 2 === 0) {
        const { id, output_text } = await client().responses.create({ model, input: `turn ${turn}`, conversation })
        told.set(id, output_text)
        continue
      }
      let last: string | undefined
      for await (const event of await client().responses.create({ model, input: `turn ${turn}`, stream: true })) {
        if (event.type === 'response.completed') told.set(event.response.id, textOf(event.response.output))
        last = event.type
      }
      if (last !== 'response.completed') return
    } catch {
      return
    }
  }
}

function textOf(output: readonly { type: string; content?: unknown }[]): string {
  return output
    .flatMap(item => (Array.isArray(item.content) ? item.content : []))
    .map((part: { text?: string }) => part.text ?? '')
    .join('')
}

describeStores('A server that is killed', ['file', 'redis', 'postgres'], place => {
  test('has lost nothing that it acknowledged, and left nothing half-written', async () => {
    const told = new Map<string, string>()
    const setup = await serve(base(), place.url())
    const conversations = await Promise.all(
      Array.from({ length: writers }, async () => (await setup.client().conversations.create()).id),
    )
    await setup.kill()
    for (let round = 0; round < kills; round++) {
      const server = await serve(base(), place.url())
      const writing = conversations.map(conversation => write(server, conversation, told))
      const before = told.size
      await expect.poll(() => told.size, { timeout: 30_000, interval: 5 }).toBeGreaterThan(before + writers)
      await new Promise(resolve => setTimeout(resolve, 7 * (round % 11)))
      await server.kill()
      await Promise.all(writing)
    }
    expect(told.size).toBeGreaterThan(kills)

    const server = await serve(base(), place.url())
    for (const [id, text] of told) {
      const found = await server.client().responses.retrieve(id)
      expect(found.status).toBe('completed')
      expect(found.output_text).toBe(text)
    }
    for (const conversation of conversations) {
      const roles = []
      for await (const item of server.client().conversations.items.list(conversation, { order: 'asc', limit: 100 })) {
        if (item.type === 'message') roles.push(item.role)
      }
      // Every turn is whole: what was said, then what was answered.
      expect(roles).toEqual(roles.map((_, index) => (index % 2 === 0 ? 'user' : 'assistant')))
    }
    await server.kill()
  })
})

describeStores('Two servers on one store', ['redis', 'postgres'], place => {
  test('continue each other’s conversations and see each other’s background work', async () => {
    const [one, two] = await Promise.all([serve(base(), place.url()), serve(base(), place.url())])
    const first = await one.client().responses.create({ model, input: 'One?' })
    const second = await two.client().responses.create({ model, input: 'Two?', previous_response_id: first.id })
    expect((await one.client().responses.retrieve(second.id)).previous_response_id).toBe(first.id)
    const { id: conversation } = await one.client().conversations.create()
    await Promise.all([
      one.client().responses.create({ model, input: 'a', conversation }),
      two.client().responses.create({ model, input: 'b', conversation }),
    ])
    expect((await two.client().conversations.items.list(conversation)).data).toHaveLength(4)
    const { id } = await one.client().responses.create({ model, input: 'Hi', background: true })
    await expect.poll(async () => (await two.client().responses.retrieve(id)).status).toBe('completed')
    await Promise.all([one.kill(), two.kill()])
  })

  test('take up each other’s background work when one is killed', { timeout: 90_000 }, async () => {
    const mock = createMock({ api: 'chat', script: [{ text: 'Late.', delay: 60_000 }, { text: 'Done.' }] })
    const slow = await listen(mock)
    const key = { RESPONSES_BRIDGE_UPSTREAM_KEY: 'server-key' }
    const one = await serve(`${slow.url}/v1`, place.url(), key)
    const { id } = await one.client().responses.create({ model, input: 'Hi', background: true })
    // A server looks at its upstream when it starts; that is no work.
    const begun = () => mock.requests.filter(({ api }) => api === 'chat').length
    await expect.poll(begun, { timeout: 30_000 }).toBe(1)
    await one.kill()
    const two = await serve(`${slow.url}/v1`, place.url(), key)
    const status = async () => (await two.client().responses.retrieve(id)).status
    expect(await status()).not.toBe('completed')
    await expect.poll(status, { timeout: 60_000, interval: 500 }).toBe('completed')
    expect((await two.client().responses.retrieve(id)).output_text).toBe('Done.')
    await two.kill()
    await slow.close()
  })
})
