// wrap(client): AzureOpenAI, whose deployments are paths for Chat Completions and models for Responses.
import { afterEach, describe, expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { type WrapOptions, wrap } from '../../src/shim/openai.ts'
import { collect, sum } from '../fetch/sdk.ts'
import { failure, hello, type Major, majors, names } from './sdk.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const apiVersion = '2025-04-01-preview'
const said = 'You said: "hello"'
const { messages } = hello

async function azure(major: Major, options: object = {}, wrapOptions?: WrapOptions) {
  const mock = createMock({ api: wrapOptions?.upstream ?? 'responses' })
  const { url, close } = await listen(mock)
  closers.push(close)
  const settings = { endpoint: url, apiKey: 'azure-key', apiVersion, maxRetries: 0, ...options }
  const plain = new majors[major].AzureOpenAI('baseURL' in options ? { ...settings, endpoint: undefined } : settings)
  const asked = () =>
    mock.requests.map(({ url: full, body }) => {
      const { pathname, search } = new URL(full)
      return [pathname + search, (body as { model?: string }).model]
    })
  return { mock, url, client: wrap(plain, wrapOptions), asked }
}

describe.each(names)('wrap of an AzureOpenAI client of %s', major => {
  const { AzureOpenAI, errors } = majors[major]

  test('sends the deployment as the model', async () => {
    const { client, asked, mock } = await azure(major, { deployment: 'my-gpt' })
    expect(client).toBeInstanceOf(AzureOpenAI)
    const completion = await client.chat.completions.create({ messages, model: '' })
    expect(completion).toMatchObject({ choices: [{ message: { content: said } }], _request_id: 'req_mock1' })
    expect(asked()).toEqual([[`/openai/responses?api-version=${apiVersion}`, 'my-gpt']])
    expect(mock.requests[0]?.headers).toMatchObject({ 'api-key': 'azure-key' })
  })

  test('sends the model where there is no deployment', async () => {
    const { client, asked } = await azure(major)
    const stream = await client.chat.completions.create({ messages, model: 'my gpt/4', stream: true })
    expect(sum(await collect(stream)).content).toBe(said)
    expect(asked()).toEqual([[`/openai/responses?api-version=${apiVersion}`, 'my gpt/4']])
  })

  test('lets the deployment win over another model', async () => {
    const { client, asked } = await azure(major, { deployment: 'my-gpt' })
    await client.chat.completions.create(hello)
    expect(asked()).toEqual([[`/openai/responses?api-version=${apiVersion}`, 'my-gpt']])
  })

  test('keeps a provider of tokens', async () => {
    let turn = 0
    const { client, mock } = await azure(major, { apiKey: undefined, azureADTokenProvider: async () => `t${++turn}` })
    await client.chat.completions.create(hello)
    await client.chat.completions.create(hello)
    expect(mock.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2'])
    expect(mock.requests[0]?.headers).not.toHaveProperty('api-key')
  })

  test('refuses an api-version without Responses', async () => {
    const refused = { name: 'WrapError', code: 'unsupported_api_version' }
    for (const old of ['2024-10-21', '2025-01-01-preview', '2025-02-28']) {
      await expect(azure(major, { apiVersion: old })).rejects.toMatchObject({
        ...refused,
        message: `Azure's api-version ${old} has no Responses API. Use 2025-03-01-preview or a later one.`,
      })
    }
    for (const recent of ['2025-03-01-preview', '2025-04-14', 'preview', 'v1'])
      await azure(major, { apiVersion: recent })
  })

  test('answers 400 to an api-version that came later', async () => {
    const { client, mock } = await azure(major)
    const query = { 'api-version': '2024-10-21' }
    const error = await failure(client.chat.completions.create(hello, { query }))
    expect(error).toBeInstanceOf(errors.BadRequestError)
    expect(error).toMatchObject({ code: 'unsupported_api_version', param: 'api-version' })
    expect(mock.requests).toHaveLength(0)
  })

  test('twice is once', async () => {
    const { client, asked } = await azure(major, { deployment: 'my-gpt' })
    expect(wrap(client)).toBe(client)
    await wrap(client, {}).chat.completions.create(hello)
    expect(asked()).toEqual([[`/openai/responses?api-version=${apiVersion}`, 'my-gpt']])
  })

  test('carries a Responses caller to the deployment of a chat upstream', async () => {
    const { client, asked } = await azure(major, { apiVersion: '2024-10-21' }, { upstream: 'chat' })
    expect(await client.responses.create({ model: 'my gpt', input: 'hello' })).toMatchObject({ output_text: said })
    const named = await azure(major, { deployment: 'mine' }, { upstream: 'chat' })
    expect(await named.client.responses.create({ model: 'gpt', input: 'hello' })).toMatchObject({ output_text: said })
    expect(asked()).toEqual([['/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21', 'my gpt']])
    expect(named.asked()).toEqual([[`/openai/deployments/mine/chat/completions?api-version=${apiVersion}`, 'gpt']])
  })
})

test.each(names)('a plain client of %s with the deployment in its base URL goes to the same place', async major => {
  const mock = createMock({ api: 'responses' })
  const { url, close } = await listen(mock)
  closers.push(close)
  const baseURL = `${url}/openai/deployments/my-gpt`
  const defaultQuery = { 'api-version': apiVersion }
  const plain = new majors[major].OpenAI({ baseURL, apiKey: 'k', defaultQuery, defaultHeaders: { 'api-key': 'k' } })
  expect(await wrap(plain).chat.completions.create(hello)).toMatchObject({ choices: [{ message: { content: said } }] })
  expect(mock.requests).toMatchObject([{ url: `${url}/openai/responses?api-version=${apiVersion}` }])
  expect(mock.requests[0]?.body).toMatchObject({ model: 'my-gpt' })
})
