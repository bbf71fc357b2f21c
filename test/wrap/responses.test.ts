// wrap(client, { upstream: 'chat' }): callers of client.responses before a server that only speaks Chat Completions.
import { afterEach, describe, expect, test } from 'vitest'
import { wrap } from '../../src/shim/openai.ts'
import { collect, eventually } from '../fetch/sdk.ts'
import { closeAll, connect, failure, majors, model, parameters, type Streaming } from './sdk.ts'

afterEach(closeAll)

const hello = { model, input: 'hello' }
const said = 'You said: "hello"'

describe.each(['openai 5', 'openai 6', 'openai 7'] as const)('a wrapped Responses client of %s', major => {
  const { errors } = majors[major]
  const chat = (options: Parameters<typeof connect>[1] = {}) =>
    connect(major, { api: 'chat', ...options }, { upstream: 'chat' })

  test('returns a response, with everything around it', async () => {
    const { client, mock } = await chat()
    const { data, response, request_id } = await client.responses.create(hello).withResponse()
    expect(data).toMatchObject({ object: 'response', status: 'completed', output_text: said })
    expect(response.headers.get('x-request-id')).toBe('req_mock1')
    expect(request_id).toBe('req_mock1')
    expect(await client.responses.create(hello)).toHaveProperty('_request_id', 'req_mock2')
    expect(mock.requests[0]).toMatchObject({ api: 'chat', body: { model, messages: [{ role: 'user' }] } })
  })

  test('iterates a stream', async () => {
    const { client } = await chat()
    const events = await collect(await client.responses.create({ ...hello, stream: true }))
    const types = events.map(({ type }) => String(type))
    expect(types[0]).toBe('response.created')
    expect(types.filter(type => type === 'response.output_text.delta').length).toBeGreaterThan(1)
    expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { status: 'completed' } })
  })

  test('answers asResponse(), tees, and turns a stream into lines', async () => {
    const { client } = await chat()
    const response = await client.responses.create(hello).asResponse()
    expect(await response.json()).toMatchObject({ object: 'response', status: 'completed' })
    const [left, right] = ((await client.responses.create({ ...hello, stream: true })) as Streaming).tee()
    const first = await collect(left)
    const lines = (await new Response(right.toReadableStream()).text()).split('\n').filter(line => line !== '')
    expect(first.at(-1)).toMatchObject({ type: 'response.completed' })
    expect(lines.map(line => JSON.parse(line))).toEqual(first)
  })

  test('keeps its direction through withOptions(), and twice is once', async () => {
    const { client, mock } = await chat()
    expect(wrap(client)).toBe(client)
    expect(await client.withOptions({ timeout: 60_000 }).responses.create(hello)).toMatchObject({ output_text: said })
    expect(mock.requests).toMatchObject([{ api: 'chat' }])
  })

  test('streams to the final response', async () => {
    const { client } = await chat()
    expect(await client.responses.stream(hello).finalResponse()).toMatchObject({
      status: 'completed',
      output: [{ type: 'message', content: [{ type: 'output_text', text: said }] }],
    })
  })

  test('parses structured output', async () => {
    const { client } = await chat()
    const text = { format: { type: 'json_schema', name: 'place', strict: true, schema: parameters } }
    expect(await client.responses.parse({ ...hello, text })).toMatchObject({
      output_parsed: { city: expect.any(String) },
    })
  })

  test('calls a tool and answers with its result', async () => {
    const { client } = await chat()
    const tools = [{ type: 'function', name: 'weather', parameters, strict: true }]
    const asked = (await client.responses.create({ ...hello, tools })) as { output: { call_id: string }[] }
    expect(asked.output).toMatchObject([{ type: 'function_call', name: 'weather' }])
    const output = { type: 'function_call_output', call_id: asked.output[0]?.call_id, output: 'sunny' }
    const input = [{ role: 'user', content: 'hello' }, ...asked.output, output]
    expect(await client.responses.create({ model, input, tools })).toMatchObject({
      output_text: 'The tool said: "sunny"',
    })
  })

  test("raises the SDK's own errors", async () => {
    const script = [{ error: { status: 429, message: 'Slow down.' } }]
    const { client } = await chat({ script })
    expect(await failure(client.responses.create(hello))).toBeInstanceOf(errors.RateLimitError)
  })

  test('aborts a stream up to the server', async () => {
    const { client, mock } = await chat({ pace: 20 })
    const stream = await client.responses.create({ ...hello, stream: true })
    for await (const _ of stream as AsyncIterable<unknown>) break
    await eventually(() => mock.aborted === 1)
  })

  test('still speaks Chat Completions natively', async () => {
    const { create, mock } = await chat()
    const body = { model, messages: [{ role: 'user', content: 'hello' }] }
    expect(await create(body)).toMatchObject({ choices: [{ message: { content: said } }] })
    expect(mock.requests[0]?.body).toEqual(body)
  })
})
