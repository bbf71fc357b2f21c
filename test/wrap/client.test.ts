// wrap(client): what becomes of the client itself, its fetch, its agents, its settings and its class.
import { Agent } from 'node:http'
import OpenAI4 from 'openai4'
import { afterEach, describe, expect, test } from 'vitest'
import type { Loss } from '../../src/index.ts'
import { wrap } from '../../src/shim/openai.ts'
import { type Client, type ClientClass, closeAll, connect, failure, hello, majors, names } from './sdk.ts'

afterEach(closeAll)

const ask = (client: Client) => client.chat.completions.create(hello)
const answered = { choices: [{ message: { content: 'You said: "hello"' } }] }

describe.each(names)('wrap of a client of %s', major => {
  const { OpenAI, errors } = majors[major]
  const hasWithOptions = major !== 'openai 4'

  test('leaves the client it is given alone', async () => {
    const { plain, mock } = await connect(major)
    expect(await failure(ask(plain))).toBeInstanceOf(errors.NotFoundError)
    expect(mock.requests.map(({ api }) => api)).toEqual([undefined])
  })

  test("keeps the client's own fetch underneath", async () => {
    const urls: string[] = []
    const own: typeof fetch = (input, init) => {
      urls.push(new URL(String(input)).pathname)
      return fetch(input, init)
    }
    const { client } = await connect(major, {}, { client: { fetch: own } })
    expect(await ask(client)).toMatchObject(answered)
    await client.models.list()
    expect(urls).toEqual(['/v1/responses', '/v1/models'])
  })

  test('keeps settings, those assigned later included', async () => {
    const defaultHeaders = { 'x-team': 'blue' }
    const { plain, mock } = await connect(major, {}, { client: { defaultHeaders, defaultQuery: { trace: '1' } } })
    Object.assign(plain, { timeout: 1234, maxRetries: 7 })
    const client = wrap(plain)
    expect(client).toMatchObject({ timeout: 1234, maxRetries: 7, baseURL: plain.baseURL })
    await ask(client)
    expect(mock.requests[0]?.headers).toMatchObject({ 'x-team': 'blue', authorization: 'Bearer sk-test' })
    expect(new URL(mock.requests[0]?.url ?? '').search).toBe('?trace=1')
  })

  test('keeps a subclass', async () => {
    class Mine extends (OpenAI as ClientClass) {
      greet() {
        return ask(this)
      }
    }
    const { url } = await connect(major)
    const client = wrap(new Mine({ baseURL: `${url}/v1`, apiKey: 'sk-test' }) as Mine & Client)
    expect(client).toBeInstanceOf(Mine)
    expect(await client.greet()).toMatchObject(answered)
  })

  test('keeps a subclass whose constructor takes nothing', async () => {
    const { url } = await connect(major)
    class Fixed extends (OpenAI as ClientClass) {
      constructor() {
        super({ baseURL: `${url}/v1`, apiKey: 'sk-test' })
      }
    }
    const client = wrap(new Fixed())
    expect(client).toBeInstanceOf(Fixed)
    expect(await ask(client)).toMatchObject(answered)
  })

  test('refuses a subclass that would come out as another client', async () => {
    class Tenant extends (OpenAI as ClientClass) {
      constructor(tenant: string | object = 'nobody') {
        super({ baseURL: `http://127.0.0.1/${tenant}`, apiKey: 'sk-test' })
      }
    }
    const tenant = Reflect.construct(Tenant, ['blue']) as Client
    expect(() => wrap(tenant)).toThrow(expect.objectContaining({ name: 'WrapError', code: 'unsupported_subclass' }))
  })

  test('twice is once', async () => {
    const losses: Loss[] = []
    const onLoss = (loss: Loss) => losses.push(loss)
    const { client, mock } = await connect(major)
    expect(wrap(client)).toBe(client)
    const again = wrap(wrap(client, { onLoss }), { onLoss })
    expect(again).toBeInstanceOf(OpenAI)
    expect(await again.chat.completions.create({ ...hello, seed: 7 })).toMatchObject(answered)
    expect(losses.filter(({ path }) => path === '/seed')).toHaveLength(1)
    expect(mock.requests).toHaveLength(1)
  })

  test('is kept by withOptions()', async () => {
    const { client, mock } = await connect(major)
    if (!hasWithOptions) return expect(client.withOptions).toBeUndefined()
    const slower = client.withOptions({ timeout: 60_000 })
    expect(slower).toMatchObject({ timeout: 60_000 })
    expect(await ask(slower)).toMatchObject(answered)
    expect(wrap(slower)).toBe(slower)
    expect(mock.requests).toMatchObject([{ api: 'responses' }])
  })

  test('takes the options of createFetch', async () => {
    const { client, mock } = await connect(major, {}, { strict: true, store: true })
    expect(await failure(client.chat.completions.create({ ...hello, seed: 7 }))).toBeInstanceOf(errors.BadRequestError)
    expect(mock.requests).toHaveLength(0)
    await ask(client)
    expect(mock.requests).toMatchObject([{ body: { store: true } }])
  })
})

test.each(['openai 5', 'openai 6', 'openai 7'] as const)('wrap keeps a key that is a function: %s', async major => {
  let turn = 0
  const { client, mock } = await connect(major, {}, { client: { apiKey: async () => `sk-${++turn}` } })
  await ask(client)
  await ask(client)
  expect(mock.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-1', 'Bearer sk-2'])
})

test('wrap keeps the agent of a client of openai 4', async () => {
  let connections = 0
  class Counting extends Agent {
    override createConnection(...args: Parameters<Agent['createConnection']>) {
      connections += 1
      return super.createConnection(...args)
    }
  }
  const httpAgent = new Counting({ keepAlive: true, maxSockets: 1 })
  const { client } = await connect('openai 4', {}, { client: { httpAgent } })
  for (let turn = 0; turn < 3; turn += 1) expect(await ask(client)).toMatchObject(answered)
  expect(connections).toBe(1)
  httpAgent.destroy()
})

test('wrap refuses what is no client', () => {
  for (const value of [{}, { baseURL: 'http://127.0.0.1' }, null, 'client', OpenAI4]) {
    const refused = { name: 'WrapError', code: 'unsupported_client' }
    expect(() => wrap(value as { baseURL: string })).toThrow(expect.objectContaining(refused))
  }
})
