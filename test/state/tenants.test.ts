// Two callers on one server: whatever one of them tries with the other's ids, it learns nothing.
import { expect, test } from 'vitest'
import { openStore } from '../../src/server/store/open.ts'
import { stateFront } from './front.ts'

const model = 'mock-1'
const attempts = Number(process.env.TENANT_ATTEMPTS ?? 600)
const base = 'http://127.0.0.1:9/v1'

/** Every route that takes an id; RESP, CONV and ITEM stand for ids of the other caller. */
const routes: readonly (readonly [string, string, object?])[] = [
  ['GET', 'responses/RESP'],
  ['GET', 'responses/RESP?stream=true&starting_after=0'],
  ['GET', 'responses/RESP?include[]=reasoning.encrypted_content'],
  ['DELETE', 'responses/RESP'],
  ['POST', 'responses/RESP/cancel', {}],
  ['GET', 'responses/RESP/input_items'],
  ['GET', 'responses/RESP/input_items?limit=1&after=ITEM'],
  ['POST', 'responses', { model, input: 'x', previous_response_id: 'RESP' }],
  ['POST', 'responses', { model, input: 'x', previous_response_id: 'RESP', stream: true }],
  ['POST', 'responses', { model, input: 'x', previous_response_id: 'RESP', store: false }],
  ['POST', 'responses', { model, input: 'x', previous_response_id: 'RESP', background: true }],
  ['POST', 'responses', { model, input: [{ type: 'item_reference', id: 'ITEM' }] }],
  ['POST', 'responses', { model, input: [{ id: 'ITEM' }] }],
  ['POST', 'responses', { model, input: 'x', conversation: 'CONV' }],
  ['POST', 'responses', { model, input: 'x', conversation: { id: 'CONV' }, stream: true }],
  ['POST', 'responses/compact', { model, previous_response_id: 'RESP' }],
  ['GET', 'conversations/CONV'],
  ['POST', 'conversations/CONV', { metadata: { stolen: 'yes' } }],
  ['DELETE', 'conversations/CONV'],
  ['GET', 'conversations/CONV/items'],
  ['POST', 'conversations/CONV/items', { items: [{ role: 'user', content: 'x' }] }],
  ['GET', 'conversations/CONV/items/ITEM'],
  ['DELETE', 'conversations/CONV/items/ITEM'],
]

const unknownIds = { RESP: `resp_${'0'.repeat(48)}`, CONV: `conv_${'0'.repeat(48)}`, ITEM: `msg_${'0'.repeat(48)}o0` }

test(`In ${attempts} attempts with another caller's ids nothing leaks, and nothing is told apart from what never was`, async () => {
  const front = stateFront({ store: await openStore('memory') })
  const mine = front.client('mine')
  const { id: CONV } = await mine.conversations.create({ items: [{ role: 'user', content: 'canary-7f3a' }] })
  const { id: RESP, output } = await mine.responses.create({ model, input: 'canary-7f3a', conversation: CONV })
  const ids = { RESP, CONV, ITEM: String(output[0]?.id) }
  const before = JSON.stringify(await mine.conversations.items.list(CONV))

  async function asked(attempt: number, names: typeof ids): Promise<string> {
    const [method, path, body] = routes[attempt % routes.length] as (typeof routes)[number]
    const named = (text: string) => text.replace(/RESP|CONV|ITEM/g, name => names[name as keyof typeof ids])
    const key = ['Bearer other', 'Bearer mine2', 'Bearer ', undefined][attempt % 4]
    const answer = await front.fetch(`${base}/${named(path)}`, {
      method,
      headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: key }) },
      ...(body && { body: named(JSON.stringify(body)) }),
    })
    return `${answer.status} ${await answer.text()}`
  }

  for (let attempt = 0; attempt < attempts; attempt++) {
    const foreign = await asked(attempt, ids)
    expect(foreign).toBe(await asked(attempt, unknownIds))
    expect(foreign).toMatch(/^404 \{"error":\{"message":"There is nothing with this id\."/)
    expect(foreign).not.toContain('canary')
  }
  expect(JSON.stringify(await mine.conversations.items.list(CONV))).toBe(before)
  expect((await mine.responses.retrieve(RESP)).id).toBe(RESP)
  expect(front.mock.requests).toHaveLength(1)
})
