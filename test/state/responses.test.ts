// Stored responses over a chat-only upstream, through the official client, in each store.
import { expect, test } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { describeStores } from '../store/stores.ts'
import { lastMessages, stateFront } from './front.ts'

const model = 'mock-1'

describeStores('Responses over a chat-only upstream', ['memory', 'file', 'redis', 'postgres'], place => {
  test('continue a conversation by previous_response_id as if it had been sent whole', async () => {
    const front = stateFront(
      { store: await place.open() },
      { script: [{ text: 'One.' }, { text: 'Two.' }, { text: 'Three.' }] },
    )
    const client = front.client()
    const first = await client.responses.create({ model, input: 'First?', instructions: 'Be brief.' })
    const second = await client.responses.create({ model, input: 'Second?', previous_response_id: first.id })
    expect(first.id).toMatch(/^resp_[0-9a-f]{48}$/)
    expect(second.previous_response_id).toBe(first.id)
    expect(second).toMatchObject({ store: true })
    await client.responses.create({
      model,
      input: [{ role: 'user', content: 'Third?' }],
      previous_response_id: second.id,
    })
    expect(lastMessages(front.mock)).toEqual([
      { role: 'user', content: 'First?' },
      { role: 'assistant', content: [{ type: 'text', text: 'One.' }] },
      { role: 'user', content: 'Second?' },
      { role: 'assistant', content: [{ type: 'text', text: 'Two.' }] },
      { role: 'user', content: 'Third?' },
    ])
  })

  test('stream, are stored before the last event, and can be retrieved as they were', async () => {
    const front = stateFront({ store: await place.open() }, { script: [{ text: 'Hello there.' }] })
    const client = front.client()
    const events = []
    for await (const event of await client.responses.create({ model, input: 'Hi', stream: true })) {
      events.push(event)
      if (event.type === 'response.completed') {
        expect(await client.responses.retrieve(event.response.id)).toMatchObject(event.response)
      }
    }
    expect(checkResponseEvents(events)).toEqual([])
    const created = events[0]
    expect(created?.type === 'response.created' && created.response.id).toMatch(/^resp_/)
    expect(events.at(-1)?.type).toBe('response.completed')
  })

  test('list their input items in pages, with ids that a later request may refer to', async () => {
    const front = stateFront({ store: await place.open() })
    const client = front.client()
    const input = ['a', 'b', 'c'].map(content => ({ role: 'user' as const, content }))
    const { id, output } = await client.responses.create({ model, input })
    const newest = await client.responses.inputItems.list(id, { limit: 2 })
    expect(newest.data.map(item => 'content' in item && item.content)).toEqual([
      [{ type: 'input_text', text: 'c' }],
      [{ type: 'input_text', text: 'b' }],
    ])
    expect(newest.has_more).toBe(true)
    const all = []
    for await (const item of client.responses.inputItems.list(id, { limit: 1, order: 'asc' })) all.push(item)
    expect(all.map(item => 'content' in item && item.content)).toEqual(
      ['a', 'b', 'c'].map(text => [{ type: 'input_text', text }]),
    )
    await client.responses.create({
      model,
      input: [
        { type: 'item_reference', id: String(all[1]?.id) },
        { type: 'item_reference', id: String(output[0]?.id) },
        { role: 'user', content: 'd' },
      ],
    })
    const [referred, answered, said] = lastMessages(front.mock) as { role: string; content: unknown }[]
    expect(referred).toEqual({ role: 'user', content: 'b' })
    expect(answered?.role).toBe('assistant')
    expect(said).toEqual({ role: 'user', content: 'd' })
  })

  test('are gone when they were deleted', async () => {
    const front = stateFront({ store: await place.open() })
    const client = front.client()
    const { id } = await client.responses.create({ model, input: 'Hi' })
    await client.responses.delete(id)
    await expect(client.responses.retrieve(id)).rejects.toMatchObject({ status: 404 })
    await expect(client.responses.delete(id)).rejects.toMatchObject({ status: 404 })
    const again = client.responses.create({ model, input: 'More', previous_response_id: id })
    await expect(again).rejects.toMatchObject({ status: 404, code: 'previous_response_not_found' })
  })

  test('are not stored when the caller says so, but may continue one that was', async () => {
    const front = stateFront({ store: await place.open() })
    const client = front.client()
    const { id } = await client.responses.create({ model, input: 'Hi' })
    const second = await client.responses.create({ model, input: 'More', previous_response_id: id, store: false })
    expect(second).toMatchObject({ store: false })
    await expect(client.responses.retrieve(second.id)).rejects.toMatchObject({ status: 404 })
    expect(lastMessages(front.mock)).toHaveLength(3)
  })

  test('are made in the background, polled, streamed again from any event, and cancelled', async () => {
    const front = stateFront(
      { store: await place.open() },
      { script: [{ text: 'Slow.', delay: 50 }, { text: 'A B C D E F' }] },
    )
    const client = front.client()
    const queued = await client.responses.create({ model, input: 'Hi', background: true })
    expect(queued).toMatchObject({ status: 'queued', background: true, output: [] })
    await expect.poll(async () => (await client.responses.retrieve(queued.id)).status).toBe('completed')
    expect((await client.responses.retrieve(queued.id)).output_text).toBe('Slow.')

    const events = []
    const stream = await client.responses.create({ model, input: 'Hi', background: true, stream: true })
    for await (const event of stream) events.push(event)
    expect(checkResponseEvents(events)).toEqual([])
    const created = events[0]
    const id = created?.type === 'response.created' ? created.response.id : ''
    for (const after of [0, 3, events.length - 2]) {
      const rest = []
      for await (const event of await client.responses.retrieve(id, { stream: true, starting_after: after }))
        rest.push(event)
      expect(rest).toEqual(events.slice(after + 1))
    }
    await expect(client.responses.cancel(id)).resolves.toMatchObject({ status: 'completed' })
  })

  test('in the background are cancelled while they are made', async () => {
    const front = stateFront({ store: await place.open() }, { script: [{ text: 'Never.', delay: 30_000 }] })
    const client = front.client()
    const { id } = await client.responses.create({ model, input: 'Hi', background: true })
    expect(await client.responses.cancel(id)).toMatchObject({ id, status: 'cancelled' })
    expect((await client.responses.retrieve(id)).status).toBe('cancelled')
    await expect.poll(() => front.mock.aborted).toBe(1)
  })

  test('belong to who made them: everybody else is told the same as of an id that never was', async () => {
    const front = stateFront({ store: await place.open() })
    const { id } = await front.client('mine').responses.create({ model, input: 'Secret' })
    const asked = async (path: string, init: RequestInit, authorization?: string) => {
      const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) }
      const answer = await front.fetch(`http://127.0.0.1:9/v1/${path}`, { ...init, headers })
      return { status: answer.status, body: await answer.text() }
    }
    const bodies = new Set<string>()
    for (const [path, method] of [
      ['responses/ID', 'GET'],
      ['responses/ID?stream=true', 'GET'],
      ['responses/ID', 'DELETE'],
      ['responses/ID/cancel', 'POST'],
      ['responses/ID/input_items', 'GET'],
    ] as const) {
      for (const who of ['Bearer other', undefined]) {
        const foreign = await asked(path.replace('ID', id), { method }, who)
        const unknown = await asked(path.replace('ID', `resp_${'0'.repeat(48)}`), { method }, who)
        expect(foreign).toEqual(unknown)
        expect(foreign.status).toBe(404)
        bodies.add(foreign.body)
      }
    }
    expect(bodies.size).toBe(1)
    for (const who of ['Bearer other', undefined]) {
      const continued = (previous_response_id: string) =>
        asked('responses', { method: 'POST', body: JSON.stringify({ model, input: 'x', previous_response_id }) }, who)
      expect(await continued(id)).toEqual(await continued(`resp_${'0'.repeat(48)}`))
      expect((await continued(id)).status).toBe(404)
    }
    expect((await front.client('mine').responses.retrieve(id)).id).toBe(id)
  })
})
