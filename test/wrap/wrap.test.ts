// wrap(client): what callers of chat.completions.create rely on, for four majors before a Responses-only server.
import { afterEach, describe, expect, test } from 'vitest'
import { collect, eventually, sum } from '../fetch/sdk.ts'
import { closeAll, connect, failure, hello, majors, model, names, parameters, type Streaming } from './sdk.ts'

afterEach(closeAll)

const said = 'You said: "hello"'
const rateLimit = {
  error: { status: 429, message: 'Slow down.', code: 'rate_limit_exceeded', headers: { 'retry-after-ms': '1' } },
}
interface Chunk {
  choices: { index: number; delta: { content?: string } }[]
}

const contents = (answer: unknown) => (answer as { choices: { message: { content: string } }[] }).choices[0]?.message

describe.each(names)('a wrapped client of %s', major => {
  const { OpenAI, errors } = majors[major]

  test('is of its class', async () => {
    const { client, plain } = await connect(major)
    expect(client).toBeInstanceOf(OpenAI)
    expect(Object.getPrototypeOf(client)).toBe(OpenAI.prototype)
    expect(client).not.toBe(plain)
  })

  test('returns a completion with its request id', async () => {
    const { create, mock } = await connect(major)
    const completion = await create(hello)
    expect(completion).toMatchObject({ object: 'chat.completion', choices: [{ message: { content: said } }] })
    expect(completion).toHaveProperty('_request_id', 'req_mock1')
    expect(mock.requests).toMatchObject([{ api: 'responses', body: { model, input: 'hello', store: false } }])
  })

  test("returns the SDK's own kind of promise", async () => {
    const { create, plain } = await connect(major)
    const wrapped = create(hello)
    const direct = plain.models.list()
    expect(Object.getPrototypeOf(wrapped).constructor.name).toBe('APIPromise')
    expect(wrapped).toBeInstanceOf(Promise)
    await Promise.all([wrapped, direct])
  })

  test('answers withResponse()', async () => {
    const { create } = await connect(major)
    const { data, response, request_id } = await create(hello).withResponse()
    expect(contents(data)?.content).toBe(said)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-request-id')).toBe('req_mock1')
    expect(request_id).toBe('req_mock1')
  })

  test('answers asResponse()', async () => {
    const { create } = await connect(major)
    const response = await create(hello).asResponse()
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(contents(await response.json())?.content).toBe(said)
    const streaming = await create({ ...hello, stream: true }).asResponse()
    expect(streaming.headers.get('content-type')).toContain('text/event-stream')
    expect(await streaming.text()).toMatch(/^data: .*\n\ndata: \[DONE\]\n\n$/s)
  })

  test('answers withResponse() of a stream', async () => {
    const { create } = await connect(major)
    const { data, response } = await create({ ...hello, stream: true }).withResponse()
    expect(response.headers.get('x-request-id')).toBe('req_mock1')
    expect(sum(await collect(data)).content).toBe(said)
  })

  test('iterates a stream, and gives usage to those who ask', async () => {
    const { create } = await connect(major)
    const stream_options = { include_usage: true }
    const chunks = await collect(await create({ ...hello, stream: true, stream_options }))
    expect(sum(chunks)).toEqual({ content: said, calls: [], finish: 'stop' })
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } })
  })

  test('aborts a stream by its controller, up to the server', async () => {
    const { create, mock } = await connect(major, { pace: 20 })
    const stream = (await create({ ...hello, stream: true })) as Streaming
    for await (const _ of stream) stream.controller.abort()
    await eventually(() => mock.aborted === 1)
  })

  test('tees a stream', async () => {
    const { create } = await connect(major)
    const [left, right] = ((await create({ ...hello, stream: true })) as Streaming).tee()
    const [first, second] = await Promise.all([collect(left), collect(right)])
    expect(sum(first).content).toBe(said)
    expect(second).toEqual(first)
  })

  test('turns a stream into a readable stream of lines', async () => {
    const { create } = await connect(major)
    const readable = ((await create({ ...hello, stream: true })) as Streaming).toReadableStream()
    const lines = (await new Response(readable).text()).split('\n').filter(line => line !== '')
    expect(sum(lines.map(line => JSON.parse(line))).content).toBe(said)
  })

  test('calls tools in parallel, streaming and not', async () => {
    const { create } = await connect(major)
    const tools = ['weather', 'time'].map(name => ({ type: 'function', function: { name, parameters } }))
    const body = { model, messages: [{ role: 'user', content: 'I want both.' }], tools }
    const message = contents(await create(body)) as unknown as { tool_calls: { id: string }[] }
    const { calls, finish } = sum(await collect(await create({ ...body, stream: true })))
    expect(message.tool_calls).toMatchObject([{ function: { name: 'weather' } }, { function: { name: 'time' } }])
    expect(finish).toBe('tool_calls')
    const withoutId = (call: object) => ({ ...call, id: '' })
    expect(calls.map(withoutId)).toEqual(message.tool_calls.map(withoutId))
  })

  test('gives several choices and stops where it is told, streaming and not', async () => {
    const { create, mock } = await connect(major)
    const body = { ...hello, n: 2, stop: 'lo' }
    const whole = (await create(body)) as { choices: { index: number; finish_reason: string }[] }
    expect(whole.choices).toMatchObject([0, 1].map(index => ({ index, message: { content: 'You said: "hel' } })))
    const texts = ['', '']
    for await (const chunk of (await create({ ...body, stream: true })) as AsyncIterable<Chunk>) {
      for (const { index, delta } of chunk.choices) texts[index] += delta.content ?? ''
    }
    expect(texts).toEqual(['You said: "hel', 'You said: "hel'])
    expect(mock.requests.map(({ api }) => api)).toEqual(Array(4).fill('responses'))
  })

  test('obeys an AbortSignal, before and during the answer', async () => {
    const { create, mock } = await connect(major, { script: [{ text: 'late', delay: 60_000 }], pace: 20 })
    const before = new AbortController()
    const call = failure(create(hello, { signal: before.signal }))
    await eventually(() => mock.requests.length === 1)
    before.abort()
    expect(await call).toBeInstanceOf(errors.APIUserAbortError)
    await eventually(() => mock.aborted === 1)

    const during = new AbortController()
    const stream = await create({ ...hello, stream: true }, { signal: during.signal })
    for await (const _ of stream as Streaming) during.abort()
    await eventually(() => mock.aborted === 2)
  })

  test('obeys maxRetries', async () => {
    const { create, mock } = await connect(major, { script: [rateLimit, rateLimit, rateLimit] })
    expect(contents(await create(hello, { maxRetries: 3 }))?.content).toBe(said)
    expect(mock.requests).toHaveLength(4)
  })

  test('obeys timeout', async () => {
    const { create, mock } = await connect(major, { delay: 60_000 })
    expect(await failure(create(hello, { timeout: 50 }))).toBeInstanceOf(errors.APIConnectionTimeoutError)
    await eventually(() => mock.aborted === 1)
  })

  test("raises the SDK's own errors", async () => {
    const { create } = await connect(major, { script: [rateLimit] })
    const limited = await failure(create(hello))
    expect(limited).toBeInstanceOf(errors.RateLimitError)
    expect(limited).toMatchObject({ status: 429, code: 'rate_limit_exceeded' })
    expect((limited as { request_id?: string }).request_id ?? (limited as { requestID?: string }).requestID).toBe(
      'req_mock1',
    )
    const wrong = await failure(create({ model, messages: [{ role: 'user', content: 7 }] }))
    expect(wrong).toBeInstanceOf(errors.BadRequestError)
    expect(wrong).toMatchObject({ param: 'messages[0].content' })
    const broken = await connect(major, { script: [{ text: 'one two three', cut: 6, broken: true }] })
    expect(await failure(collect(await broken.create({ ...hello, stream: true })))).toBeInstanceOf(errors.APIError)
  })

  test('speaks Responses natively, too', async () => {
    const { client, mock } = await connect(major)
    const { data, response } = await client.responses.create({ model, input: 'hello' }).withResponse()
    expect(data).toMatchObject({ object: 'response', output_text: said })
    expect(response.headers.get('x-request-id')).toBe('req_mock1')
    // Not converted: what the caller said goes upstream as it is, defaults of nobody's added.
    expect(mock.requests[0]?.body).toEqual({ model, input: 'hello' })
  })

  test('asks the upstream for stored completions, and is answered as it answers', async () => {
    const { client, mock } = await connect(major)
    const { list, retrieve, update } = client.chat.completions
    const remove = client.chat.completions.delete ?? client.chat.completions.del
    for (const method of [list, retrieve, update, remove] as ((...args: unknown[]) => PromiseLike<unknown>)[]) {
      const call = method.call(client.chat.completions, 'chatcmpl-1', { metadata: { a: 'b' } })
      expect(await failure(call)).toBeInstanceOf(errors.NotFoundError)
    }
    expect(mock.requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /v1/chat/completions',
      'GET /v1/chat/completions/chatcmpl-1',
      'POST /v1/chat/completions/chatcmpl-1',
      'DELETE /v1/chat/completions/chatcmpl-1',
    ])
  })
})
