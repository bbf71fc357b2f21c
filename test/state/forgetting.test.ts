// What has expired is gone for its owner at once, and counted when a look finds it.
import { expect, test } from 'vitest'
import { memoryStore } from '../../src/server/store/memory.ts'
import { stateFront } from './front.ts'

const model = 'gpt-4.1-mini'
const ttl = 60_000

test('an expired response is unknown, ends the chain that goes on from it, and is counted once', async () => {
  let clock = Date.now()
  const now = () => clock
  const counted: number[] = []
  const told: string[] = []
  const front = stateFront({
    store: memoryStore({ now }),
    ttl,
    now,
    forgotten: objects => counted.push(objects),
    notice: sentence => told.push(sentence),
  })
  const client = front.client()
  const first = await client.responses.create({ model, input: 'One.' })
  clock += ttl / 2
  const second = await client.responses.create({ model, input: 'Two.', previous_response_id: first.id })
  await front.tend()
  expect(counted).toEqual([])

  clock += ttl / 2 + 1000
  await expect(client.responses.retrieve(first.id)).rejects.toMatchObject({ status: 404 })
  expect((await client.responses.retrieve(second.id)).id).toBe(second.id)
  await expect(
    client.responses.create({ model, input: 'Three.', previous_response_id: second.id }),
  ).rejects.toMatchObject({ status: 404, code: 'previous_response_not_found' })
  await front.tend()
  await front.tend()
  expect(counted).toEqual([1])
  expect(told).toEqual(['The store forgot 1 objects that had expired or were surplus.'])
})
