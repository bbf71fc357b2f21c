// Conversations over a chat-only upstream: their routes, their items, and turns in them.
import { expect, test } from 'vitest'
import { describeStores } from '../store/stores.ts'
import { lastMessages, stateFront } from './front.ts'

const model = 'mock-1'

describeStores('Conversations', ['memory', 'file', 'redis', 'postgres'], place => {
  test('are made, looked at, changed and deleted', async () => {
    const client = stateFront({ store: await place.open() }).client()
    const made = await client.conversations.create({ metadata: { topic: 'one' } })
    expect(made).toMatchObject({ object: 'conversation', metadata: { topic: 'one' } })
    expect(made.id).toMatch(/^conv_[0-9a-f]{48}$/)
    expect(await client.conversations.update(made.id, { metadata: { topic: 'two' } })).toMatchObject({
      id: made.id,
      metadata: { topic: 'two' },
    })
    expect(await client.conversations.retrieve(made.id)).toMatchObject({ id: made.id, metadata: { topic: 'two' } })
    expect(await client.conversations.delete(made.id)).toMatchObject({ id: made.id, deleted: true })
    await expect(client.conversations.retrieve(made.id)).rejects.toMatchObject({ status: 404 })
    await expect(client.conversations.items.list(made.id)).rejects.toMatchObject({ status: 404 })
  })

  test('have items that are added, listed in pages, found and removed', async () => {
    const client = stateFront({ store: await place.open() }).client()
    const user = (content: string) => ({ type: 'message' as const, role: 'user' as const, content })
    const { id } = await client.conversations.create({ items: [user('a'), user('b')] })
    const added = await client.conversations.items.create(id, { items: [user('c')] })
    const all = []
    for await (const item of client.conversations.items.list(id, { order: 'asc', limit: 1 })) all.push(item)
    expect(all.map(item => item.type === 'message' && item.content)).toEqual(
      ['a', 'b', 'c'].map(text => [{ type: 'input_text', text }]),
    )
    const last = String(added.data[0]?.id)
    expect(await client.conversations.items.retrieve(last, { conversation_id: id })).toEqual(all[2])
    await client.conversations.items.delete(last, { conversation_id: id })
    await expect(client.conversations.items.retrieve(last, { conversation_id: id })).rejects.toMatchObject({
      status: 404,
    })
    expect((await client.conversations.items.list(id)).data).toHaveLength(2)
  })

  test('carry turns, streamed or not, and forget the turn that failed', async () => {
    const script = [{ text: 'One.' }, { text: 'Two.' }, { error: { status: 500, message: 'Down.' } }, { text: 'Four.' }]
    const front = stateFront({ store: await place.open() }, { script })
    const client = front.client()
    const { id } = await client.conversations.create({ items: [{ role: 'user', content: 'Zero?' }] })
    const first = await client.responses.create({ model, input: 'One?', conversation: id })
    expect(first.conversation).toEqual({ id })
    for await (const event of await client.responses.create({
      model,
      input: 'Two?',
      conversation: { id },
      stream: true,
    })) {
      if (event.type === 'response.completed') expect(event.response.conversation).toEqual({ id })
    }
    await expect(client.responses.create({ model, input: 'Three?', conversation: id })).rejects.toMatchObject({
      status: 500,
    })
    await client.responses.create({ model, input: 'Four?', conversation: id })
    expect(lastMessages(front.mock)).toEqual([
      { role: 'user', content: 'Zero?' },
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: [{ type: 'text', text: 'One.' }] },
      { role: 'user', content: 'Two?' },
      { role: 'assistant', content: [{ type: 'text', text: 'Two.' }] },
      { role: 'user', content: 'Four?' },
    ])
  })

  test('lose no item when many turns are taken at once', async () => {
    const front = stateFront({ store: await place.open() })
    const client = front.client()
    const { id } = await client.conversations.create()
    await Promise.all(
      Array.from({ length: 8 }, (_, turn) =>
        client.responses.create({ model, input: `turn ${turn}`, conversation: id }),
      ),
    )
    const items = (await client.conversations.items.list(id, { order: 'asc', limit: 100 })).data
    expect(items).toHaveLength(16)
    expect(items.map(item => item.type === 'message' && item.role)).toEqual(
      Array.from({ length: 16 }, (_, place) => (place % 2 === 0 ? 'user' : 'assistant')),
    )
  })

  test('say what is wrong with a request', async () => {
    const client = stateFront({ store: await place.open() }).client()
    const { id } = await client.conversations.create()
    const first = await client.responses.create({ model, input: 'Hi' })
    for (const [request, param] of [
      [
        () => client.responses.create({ model, input: 'x', conversation: id, previous_response_id: first.id }),
        'conversation',
      ],
      [() => client.responses.create({ model, input: 'x', conversation: 'conv_none' }), 'conversation'],
      [() => client.responses.create({ model, input: 'x', background: true, store: false }), 'background'],
      [() => client.conversations.create({ metadata: { text: 'x'.repeat(513) } }), 'metadata'],
      [() => client.conversations.items.list(id, { limit: 101 }), 'limit'],
      [() => client.responses.inputItems.list(first.id, { after: 'nothing' }), 'after'],
      [() => client.responses.retrieve(first.id, { stream: true }), 'stream'],
    ] as const) {
      await expect(request()).rejects.toMatchObject({ param, error: { message: expect.stringMatching(/\.$/) } })
    }
  })
})
