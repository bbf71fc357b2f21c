// createFetch under real clients over real sockets: chat callers in front of an upstream that only speaks Responses.
import { afterEach, describe, expect, test } from 'vitest'
import { type Call, type Client, clientOf, closeAll, collect, eventually, majors, serve, sum } from './sdk.ts'
import { post } from './upstream.ts'

afterEach(closeAll)

const model = 'gpt-4.1-mini'
const hello = { model, messages: [{ role: 'user', content: 'hello' }] }
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const tools = ['weather', 'time'].map(name => ({ type: 'function', function: { name, parameters } }))
const rateLimit = {
  error: {
    status: 429,
    message: 'Slow down.',
    type: 'requests',
    code: 'rate_limit_exceeded',
    headers: { 'retry-after-ms': '1' },
  },
}

describe.each(Object.keys(majors) as (keyof typeof majors)[])(
  '%s, unchanged, before a Responses-only server',
  major => {
    async function connect(script: Parameters<typeof serve>[1] = {}, maxRetries = 0) {
      const { mock, baseURL, bridged } = await serve('responses', script)
      const client: Client = clientOf(major, baseURL, bridged, maxRetries)
      return { mock, client, create: client.chat.completions.create.bind(client.chat.completions) }
    }

    test('gets its completion', async () => {
      const { create, mock } = await connect()
      expect(await create(hello)).toMatchObject({
        object: 'chat.completion',
        model,
        choices: [{ index: 0, message: { role: 'assistant', content: 'You said: "hello"' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: expect.any(Number), completion_tokens: expect.any(Number) },
        _request_id: 'req_mock1',
      })
      expect(mock.requests).toMatchObject([{ api: 'responses', body: { model, input: 'hello', store: false } }])
    })

    test('gets its stream, and usage when it asks for it', async () => {
      const { create } = await connect()
      const chunks = await collect(await create({ ...hello, stream: true }))
      expect(sum(chunks)).toEqual({ content: 'You said: "hello"', calls: [], finish: 'stop' })
      expect(chunks.length).toBeGreaterThan(3)
      expect(chunks.some(chunk => chunk.usage)).toBe(false)
      const counted = await collect(await create({ ...hello, stream: true, stream_options: { include_usage: true } }))
      expect(counted.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } })
    })

    test('calls two tools in parallel, streaming and not, and answers with their results', async () => {
      const { create } = await connect({ id: prefix => `${prefix}${++counter}` })
      const question = { role: 'user', content: 'I want both.' }
      const whole = await create({ model, messages: [question], tools })
      const { message } = (whole as { choices: [{ message: { tool_calls: Call[] } }] }).choices[0]
      const streamed = sum(await collect(await create({ model, messages: [question], tools, stream: true })))
      expect(message.tool_calls.map(call => call.function.name)).toEqual(['weather', 'time'])
      expect(streamed.finish).toBe('tool_calls')
      expect(streamed.calls.map(call => ({ ...call, id: '' }))).toEqual(
        message.tool_calls.map(call => ({ ...call, id: '' })),
      )

      const results = message.tool_calls.map(({ id }) => ({ role: 'tool', tool_call_id: id, content: 'sunny' }))
      expect(await create({ model, messages: [question, message, ...results], tools })).toMatchObject({
        choices: [{ message: { content: 'The tools said: "sunny" and "sunny"' }, finish_reason: 'stop' }],
      })
    })

    test('calls a legacy function and is answered in that form', async () => {
      const { create } = await connect()
      const functions = [{ name: 'weather', parameters }]
      expect(await create({ ...hello, functions })).toMatchObject({
        choices: [{ message: { function_call: { name: 'weather' } }, finish_reason: 'function_call' }],
      })
    })

    test('gets structured output', async () => {
      const { create, mock } = await connect()
      const schema = { ...parameters, additionalProperties: false }
      const response_format = { type: 'json_schema', json_schema: { name: 'place', strict: true, schema } }
      const answer = await create({ ...hello, response_format })
      const { content } = (answer as { choices: [{ message: { content: string } }] }).choices[0].message
      expect(JSON.parse(content)).toEqual({ city: expect.any(String) })
      expect(mock.requests[0]?.body).toMatchObject({ text: { format: { type: 'json_schema', name: 'place', schema } } })
    })

    test('raises its own errors', async () => {
      const { create } = await connect({ script: [rateLimit] })
      const { RateLimitError, BadRequestError } = majors[major].errors
      const limited = await create(hello).catch((error: unknown) => error)
      expect(limited).toBeInstanceOf(RateLimitError)
      expect(limited).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'requests', param: null })
      const wrong = await create({ model, messages: [{ role: 'user', content: 7 }] }).catch((error: unknown) => error)
      expect(wrong).toBeInstanceOf(BadRequestError)
      expect(wrong).toMatchObject({ status: 400, param: 'messages[0].content' })
    })

    test('retries by itself, once for each failure', async () => {
      const { create, mock } = await connect({ script: [rateLimit, rateLimit] }, 2)
      expect(await create(hello)).toMatchObject({ choices: [{ message: { content: 'You said: "hello"' } }] })
      expect(mock.requests).toHaveLength(3)
    })

    test('raises an error when a stream is cut', async () => {
      for (const broken of [false, true]) {
        const { create } = await connect({ script: [{ text: 'one two three four', cut: 6, broken }] })
        const stream = await create({ ...hello, stream: true })
        await expect(collect(stream)).rejects.toBeInstanceOf(majors[major].errors.APIError)
      }
    })

    test('aborts a stream up to the server', async () => {
      const { create, mock } = await connect({ pace: 20 })
      const stream = (await create({ ...hello, stream: true })) as AsyncIterable<unknown> & {
        controller: AbortController
      }
      for await (const _ of stream) stream.controller.abort()
      await eventually(() => mock.aborted === 1)
    })

    test('leaves a stream early, and the server notices', async () => {
      const { create, mock } = await connect({ pace: 20 })
      for await (const _ of (await create({ ...hello, stream: true })) as AsyncIterable<unknown>) break
      await eventually(() => mock.aborted === 1)
    })

    test('aborts a call that has not been answered yet', async () => {
      const { create, mock } = await connect({ delay: 60_000 })
      const { signal, abort } = controlled()
      const call = create(hello, { signal })
      await eventually(() => mock.requests.length === 1)
      abort()
      await expect(call).rejects.toBeInstanceOf(majors[major].errors.APIUserAbortError)
      await eventually(() => mock.aborted === 1)
    })

    test('lists models as ever', async () => {
      const { client, mock } = await connect({ models: [model] })
      expect(await client.models.list()).toMatchObject({ data: [{ id: model }] })
      expect(mock.requests[0]?.url).toMatch(/\/v1\/models$/)
    })
  },
)

let counter = 0

function controlled() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

describe('a program that calls fetch itself', () => {
  test('gets from a Responses-only server what a chat server says', async () => {
    const chat = await serve('chat')
    const responses = await serve('responses')
    const ask = async (call: typeof fetch, baseURL: string, body: object) => {
      const answer = await call(`${baseURL}/chat/completions`, post(body))
      expect(answer.status).toBe(200)
      return answer.json()
    }
    const messages = [
      { role: 'system', content: 'You are a concise API assistant.' },
      { role: 'user', content: 'Give me a contact form field definition.' },
    ]
    for (const body of [
      { model, messages },
      { model, messages, tools },
      { model, messages, max_tokens: 20 },
    ]) {
      const direct = await ask(fetch, chat.baseURL, body)
      const through = await ask(responses.bridged, responses.baseURL, body)
      expect(through.choices[0].message.content).toEqual(direct.choices[0].message.content)
      expect(through.choices[0].finish_reason).toEqual(direct.choices[0].finish_reason)
      expect(through.choices[0].message.tool_calls?.[0].function).toEqual(
        direct.choices[0].message.tool_calls?.[0].function,
      )
    }
  })

  test('reads a stream line by line', async () => {
    const { baseURL, bridged } = await serve('responses')
    const answer = await bridged(`${baseURL}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ ...hello, stream: true }),
    })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const lines = (await answer.text()).split('\n').filter(line => line !== '')
    expect(lines.every(line => line.startsWith('data: '))).toBe(true)
    expect(lines.at(-1)).toBe('data: [DONE]')
  })
})
