// Stored chat completions over an upstream that only speaks Responses.
import { expect, test } from 'vitest'
import { describeStores } from '../store/stores.ts'
import { stateFront } from './front.ts'

const model = 'mock-1'
const messages = [
  { role: 'system' as const, content: 'Be brief.' },
  { role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] },
]

describeStores('Stored chat completions', ['memory', 'file', 'redis', 'postgres'], place => {
  test('are listed, found, renamed, and deleted, with their messages', async () => {
    const front = stateFront(
      { store: await place.open() },
      { api: 'responses', script: [{ text: 'One.' }, { text: 'Two.' }] },
    )
    const client = front.client('completions')
    const one = await client.chat.completions.create({ model, messages, store: true, metadata: { topic: 'a' } })
    const two = await client.chat.completions.create({ model, messages, store: true, metadata: { topic: 'b' } })
    await client.chat.completions.create({ model, messages, store: false })
    expect(front.mock.requests.map(({ body }) => (body as { store: boolean }).store)).toEqual([false, false, false])
    const ids = async (query: object) => (await client.chat.completions.list(query)).data.map(({ id }) => id)
    expect(await ids({})).toEqual([one.id, two.id])
    expect(await ids({ order: 'desc', limit: 1 })).toEqual([two.id])
    expect(await ids({ after: one.id })).toEqual([two.id])
    expect(await ids({ metadata: { topic: 'b' } })).toEqual([two.id])
    expect(await ids({ model: 'other' })).toEqual([])
    expect(await client.chat.completions.retrieve(one.id)).toMatchObject({ ...one, metadata: { topic: 'a' } })
    await client.chat.completions.update(one.id, { metadata: { topic: 'c' } })
    expect(await ids({ metadata: { topic: 'c' } })).toEqual([one.id])
    const said = (await client.chat.completions.messages.list(one.id)).data
    expect(said).toEqual([
      { id: `${one.id}-0`, role: 'system', content: 'Be brief.', content_parts: null },
      { id: `${one.id}-1`, role: 'user', content: null, content_parts: [{ type: 'text', text: 'Hi' }] },
    ])
    await client.chat.completions.delete(one.id)
    await expect(client.chat.completions.retrieve(one.id)).rejects.toMatchObject({ status: 404 })
    await expect(front.client('other').chat.completions.retrieve(two.id)).rejects.toMatchObject({ status: 404 })
    expect(
      await front
        .client('other')
        .chat.completions.list()
        .then(({ data }) => data),
    ).toEqual([])
  })

  test('that are streamed are stored as what their chunks amount to', async () => {
    const front = stateFront({ store: await place.open() }, { api: 'responses', script: [{ text: 'one two three' }] })
    const client = front.client('streamed')
    const stream = client.chat.completions.stream({ model, messages, store: true })
    const completion = await stream.finalChatCompletion()
    expect(completion.choices[0]?.message.content).toBe('one two three')
    const stored = await client.chat.completions.retrieve(completion.id)
    expect(stored.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { role: 'assistant', content: 'one two three' },
    })
  })
})
