// What a test can make the mock say: errors, cuts, slowness and anything else that upstreams do.
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { type Answer, createMock, type MockOptions } from '../../src/mock/index.ts'

const post = (path: string, body: object, signal?: AbortSignal) =>
  new Request(`http://mock.test/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })
const chat = { model: 'm', messages: [{ role: 'user' as const, content: 'one two three' }] }
const responses = { model: 'm', input: 'one two three' }

function connect(script: Answer[], options: MockOptions = {}) {
  const mock = createMock({ script, ...options })
  const fetch = (url: string | URL | Request, init?: RequestInit) => mock.fetch(new Request(url, init))
  return { mock, client: new OpenAI({ apiKey: 'sk-test', baseURL: 'http://mock.test/v1', fetch, maxRetries: 0 }) }
}

test('answers come in order, then the mock answers by itself, and a refused request uses none up', async () => {
  const { client } = connect([{ text: 'first' }, { text: 'second' }])
  const say = async () => (await client.responses.create(responses)).output_text
  expect(await say()).toBe('first')
  await expect(client.responses.create({ ...responses, temperature: 3 })).rejects.toMatchObject({ status: 400 })
  expect(await say()).toBe('second')
  expect(await say()).toBe('You said: "one two three"')
})

test('an error has the envelope of the API, and the SDK knows its class', async () => {
  const { client } = connect([
    { error: { status: 429, headers: { 'retry-after': '7' } } },
    { error: { status: 400, message: 'Too long', code: 'context_length_exceeded', param: 'input' } },
    { error: {} },
  ])
  const limited = await client.chat.completions.create(chat).catch((error: unknown) => error)
  expect(limited).toBeInstanceOf(OpenAI.RateLimitError)
  expect(limited).toMatchObject({ code: 'rate_limit_exceeded', type: 'requests', param: null })
  expect((limited as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toBe('7')
  const long = client.responses.create({ ...responses, stream: true })
  await expect(long).rejects.toMatchObject({ status: 400, code: 'context_length_exceeded', param: 'input' })
  await expect(client.responses.create(responses)).rejects.toBeInstanceOf(OpenAI.InternalServerError)
})

test('a late error comes after what was said, on both APIs', async () => {
  const late: Answer = {
    text: 'so far',
    error: { late: true, message: 'Out of luck', code: 'server_error', type: 'server_error' },
  }
  const mock = createMock({ script: [late, late, late, late] })
  const text = async (path: string, body: object) => (await mock.fetch(post(path, body))).text()
  const chunks = await text('chat/completions', { ...chat, stream: true })
  expect(chunks).toContain('"content":" far"')
  expect(chunks.trimEnd().split('\n').at(-1)).toBe(
    'data: {"error":{"message":"Out of luck","type":"server_error","param":null,"code":"server_error"}}',
  )
  const events = (await text('responses', { ...responses, stream: true })).trimEnd().split('\n\n').slice(-2)
  expect(events[0]).toContain('event: error\n')
  expect(events[1]).toContain('event: response.failed\n')
  expect(JSON.parse(events[1]?.split('data: ')[1] ?? '')).toMatchObject({
    response: {
      status: 'failed',
      error: { code: 'server_error', message: 'Out of luck' },
      output: [{ type: 'message' }],
    },
  })
  expect((await mock.fetch(post('chat/completions', chat))).status).toBe(500)
  expect(JSON.parse(await text('responses', responses))).toMatchObject({
    status: 'failed',
    error: { message: 'Out of luck' },
  })
})

test('a cut stream ends after so many events, without its terminal event', async () => {
  const mock = createMock({
    script: [
      { text: 'a b c', cut: 3 },
      { text: 'a b c', cut: 5 },
      { text: 'a b c', cut: 10 },
    ],
  })
  const chunks = await (await mock.fetch(post('chat/completions', { ...chat, stream: true }))).text()
  expect(chunks.split('\n\n').filter(line => line !== '')).toHaveLength(3)
  expect(chunks).not.toContain('"finish_reason":"')
  const events = await (await mock.fetch(post('responses', { ...responses, stream: true }))).text()
  expect(events.match(/^event: .*$/gm)?.at(-1)).toBe('event: response.output_text.delta')
  expect(await (await mock.fetch(post('responses', responses))).text()).toBe('{"id":"res')
})

test('a broken stream delivers what it has and then fails', async () => {
  const mock = createMock({ script: [{ text: 'a b c', cut: 2, broken: true }] })
  const response = await mock.fetch(post('chat/completions', { ...chat, stream: true }))
  const received: string[] = []
  const reading = async () => {
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) received.push(decoder.decode(bytes))
  }
  await expect(reading()).rejects.toThrow('terminated')
  expect(received).toHaveLength(2)
  expect(mock.aborted).toBe(0)
})

test('a raw answer is sent as it is', async () => {
  const raw = { status: 502, headers: { 'content-type': 'text/html', server: 'nginx' }, body: '<h1>Bad Gateway</h1>' }
  const response = await createMock({ script: [{ raw }] }).fetch(post('responses', responses))
  expect(response.status).toBe(502)
  expect(response.headers.get('server')).toBe('nginx')
  expect(await response.text()).toBe('<h1>Bad Gateway</h1>')
})

test('encrypted reasoning is only sent to a request that includes it', async () => {
  const script = Array<Answer>(2).fill({ reasoning: { summary: 'Hm', encrypted: 'gAAAA' }, text: 'Yes' })
  const { client } = connect(script)
  const plain = await client.responses.create({ ...responses, store: false })
  expect(plain.output[0]).toEqual({
    id: 'rs_mock1',
    type: 'reasoning',
    summary: [{ type: 'summary_text', text: 'Hm' }],
  })
  const asked = await client.responses.create({ ...responses, store: false, include: ['reasoning.encrypted_content'] })
  expect(asked.output[0]).toMatchObject({ type: 'reasoning', encrypted_content: 'gAAAA' })
  expect(asked.usage?.output_tokens_details.reasoning_tokens).toBe(2)
})

test('broken arguments are sent as they are', async () => {
  const { client } = connect([{ calls: [{ name: 'f', arguments: '{"city": ', id: 'call_own' }] }])
  const result = await client.chat.completions.create(chat)
  expect(result.choices[0]?.message.tool_calls?.[0]).toMatchObject({
    id: 'call_own',
    function: { arguments: '{"city": ' },
  })
})

test('aborting a stream reaches the mock, and it stops', async () => {
  const { client, mock } = connect([{ text: 'a b c d e f g h', pace: 5 }])
  const stream = await client.chat.completions.create({ ...chat, stream: true })
  const seen: unknown[] = []
  for await (const chunk of stream) {
    seen.push(chunk)
    if (seen.length === 2) stream.controller.abort()
  }
  expect(seen.length).toBeLessThan(9)
  expect(mock.aborted).toBe(1)
  expect(mock.requests[0]?.aborted).toBe(true)
})

test('aborting before the answer rejects the fetch, and is counted once', async () => {
  const mock = createMock({ delay: 60_000 })
  const caller = new AbortController()
  const answer = mock.fetch(post('responses', responses, caller.signal))
  setTimeout(() => caller.abort(), 5)
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  expect(mock.aborted).toBe(1)
})

test('cancelling the body counts as going away, reading it to its end does not', async () => {
  const mock = createMock()
  const first = await mock.fetch(post('responses', { ...responses, stream: true }))
  const reader = first.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  await (await mock.fetch(post('responses', { ...responses, stream: true }))).text()
  expect(mock.requests.map(request => request.aborted)).toEqual([true, false])
  expect(mock.aborted).toBe(1)
})

test('only the newest requests are kept when told so', async () => {
  const mock = createMock({ keep: 2 })
  for (const input of ['1', '2', '3']) await mock.fetch(post('responses', { model: 'm', input }))
  expect(mock.requests.map(request => (request.body as { input: string }).input)).toEqual(['2', '3'])
})
