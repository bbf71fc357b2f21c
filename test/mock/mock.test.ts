// The mock as such: what it speaks, what it records, and that it always says the same.
import OpenAI4 from 'openai4'
import OpenAI5 from 'openai5'
import OpenAI6 from 'openai6'
import { expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { connect, responsesTools } from './client.ts'

test('the API it is told not to speak is an unknown URL', async () => {
  const chatOnly = connect({ api: 'chat' })
  const refused = chatOnly.client.responses.create({ model: 'm', input: 'Hi' })
  await expect(refused).rejects.toMatchObject({ status: 404, code: 'unknown_url', type: 'invalid_request_error' })
  const responsesOnly = connect({ api: 'responses' })
  const messages = [{ role: 'user' as const, content: 'Hi' }]
  await expect(responsesOnly.client.chat.completions.create({ model: 'm', messages })).rejects.toThrow(
    'Unknown request URL: POST /v1/chat/completions',
  )
  expect((await responsesOnly.client.responses.create({ model: 'm', input: 'Hi' })).status).toBe('completed')
})

test('other paths, other methods, the list of models and other prefixes are answered like the real API', async () => {
  const mock = createMock({ models: ['gpt-a', 'gpt-b'] })
  const get = async (path: string, init?: RequestInit) => {
    const response = await mock.fetch(new Request(`http://mock.test${path}`, init))
    return { status: response.status, body: await response.json() }
  }
  expect(await get('/v1/embeddings')).toMatchObject({
    status: 404,
    body: { error: { code: 'unknown_url', param: null } },
  })
  expect(await get('/v1/responses')).toMatchObject({ status: 405, body: { error: { code: 'method_not_allowed' } } })
  expect((await get('/v1/models')).body.data.map((model: { id: string }) => model.id)).toEqual(['gpt-a', 'gpt-b'])
  const body = JSON.stringify({ model: 'gpt-a', input: 'Hi' })
  const post = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
  expect(await get('/openai/responses?api-version=preview', post)).toMatchObject({ status: 200 })
})

test('what arrived can be seen', async () => {
  const { client, mock } = connect()
  await client.responses.create({ model: 'm', input: 'Hi' })
  expect(mock.requests).toEqual([
    {
      api: 'responses',
      method: 'POST',
      url: 'http://mock.test/v1/responses',
      headers: expect.objectContaining({ authorization: 'Bearer sk-test', 'content-type': 'application/json' }),
      body: { model: 'm', input: 'Hi' },
      aborted: false,
    },
  ])
})

test('the same questions give the same answers, ids and times included', async () => {
  const ask = async () => {
    const { client } = connect()
    const first = await client.responses.create({ model: 'm', input: 'Both', tools: responsesTools })
    const second = await client.responses.create({ model: 'm', input: 'Hi' })
    return JSON.stringify([first, second])
  }
  expect(await ask()).toBe(await ask())
})

test('ids and the name of the model can come from outside', async () => {
  const { client } = connect({ model: 'gpt-4.1-mini-2025-04-14', id: prefix => `${prefix}mine` })
  const result = await client.chat.completions.create({
    model: 'gpt-4.1-mini',
    messages: [{ role: 'user', content: 'Hi' }],
  })
  expect(result).toMatchObject({ id: 'chatcmpl-mine', model: 'gpt-4.1-mini-2025-04-14' })
})

test('every major of the official SDK reads its answers', async () => {
  const mock = createMock()
  const fetch = (url: string | URL | Request, init?: RequestInit) => mock.fetch(new Request(url, init))
  const options = { apiKey: 'sk-test', baseURL: 'http://mock.test/v1', fetch: fetch as never }
  // The four majors' types cannot be called through one union; what they share is enough here.
  interface Client {
    chat: { completions: { create(body: object): PromiseLike<unknown> } }
    responses: { create(body: object): PromiseLike<unknown> }
  }
  const clients: Client[] = [new OpenAI4(options), new OpenAI5(options), new OpenAI6(options)] as never
  for (const client of clients) {
    const chat = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] })
    expect(chat).toMatchObject({ choices: [{ message: { content: 'You said: "Hi"' } }] })
    expect(await client.responses.create({ model: 'm', input: 'Hi' })).toMatchObject({
      output_text: 'You said: "Hi"',
    })
  }
  expect(mock.requests).toHaveLength(6)
})
