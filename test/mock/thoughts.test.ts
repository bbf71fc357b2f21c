// What has to come back together: an item that a reasoning model made, and the reasoning that led to it.
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'

const url = 'http://mock/v1/responses'
const calls = [{ name: 'add', arguments: {} }]
const question = { role: 'user', content: 'Add them.' }

async function exchange(mock: ReturnType<typeof createMock>, body: object) {
  const headers = { 'content-type': 'application/json' }
  const answer = await mock.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }))
  return { status: answer.status, body: await answer.json() }
}

/** What a second turn is answered that sends back what `returned` makes of the first one's output. */
async function secondTurn(
  store: boolean,
  returned: (output: Record<string, unknown>[]) => object[],
  asked: object = {},
) {
  const mock = createMock({ api: 'responses', script: [{ calls, reasoning: { encrypted: 'sealed' } }] })
  const first = await exchange(mock, { model: 'm', store, input: [question], ...asked })
  const { call_id } = first.body.output[1]
  const result = { type: 'function_call_output', call_id, output: '3' }
  return exchange(mock, { model: 'm', store, input: [question, ...returned(first.body.output), result] })
}

describe('an item that reasoning led to', () => {
  test.each([true, false])('is refused with its id and without that reasoning (store: %s)', async store => {
    expect(await secondTurn(store, ([, call]) => [{ ...call }])).toEqual({
      status: 400,
      body: {
        error: {
          message:
            "Item 'fc_mock1' of type 'function_call' was provided without its required 'reasoning' item: 'rs_mock1'.",
          type: 'invalid_request_error',
          param: 'input',
          code: null,
        },
      },
    })
  })

  test('is taken without its id, or together with its reasoning', async () => {
    expect(await secondTurn(false, ([, call]) => [{ ...call, id: undefined }])).toMatchObject({ status: 200 })
    expect(await secondTurn(true, output => output)).toMatchObject({ status: 200 })
  })
})

describe('reasoning that nobody has stored', () => {
  test('is not found by its id', async () => {
    const { status, body } = await secondTurn(false, output => output)
    expect(status).toBe(404)
    expect(body.error.message).toBe(
      "Item with id 'rs_mock1' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
    )
  })

  test('comes back with its encrypted content', async () => {
    const asked = { include: ['reasoning.encrypted_content'] }
    expect(await secondTurn(false, output => output, asked)).toMatchObject({ status: 200 })
  })
})
