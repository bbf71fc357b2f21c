// createFetch under real clients over real sockets: Responses callers in front of an upstream that only speaks chat.
import { afterEach, describe, expect, test } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { type Client, clientOf, closeAll, collect, eventually, majors, serve } from './sdk.ts'

afterEach(closeAll)

const model = 'gpt-4.1-mini'
const hello = { model, input: 'hello' }
const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const tools = ['weather', 'time'].map(name => ({ type: 'function', name, parameters, strict: true }))
const rateLimit = { error: { status: 429, message: 'Slow down.', type: 'requests', code: 'rate_limit_exceeded' } }

interface Answered {
  output: { type: string; call_id: string; name: string; arguments: string }[]
}

describe.each(Object.keys(majors) as (keyof typeof majors)[])(
  '%s, calling Responses before a chat-only server',
  major => {
    async function connect(options: Parameters<typeof serve>[1] = {}) {
      const { mock, baseURL, bridged } = await serve('chat', options)
      const client: Client = clientOf(major, baseURL, bridged)
      return { mock, client, create: client.responses.create.bind(client.responses) }
    }

    test('gets its response', async () => {
      const { create, mock } = await connect()
      expect(await create({ ...hello, instructions: 'Be brief.' })).toMatchObject({
        object: 'response',
        status: 'completed',
        instructions: 'Be brief.',
        output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'You said: "hello"' }] }],
        output_text: 'You said: "hello"',
        usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
        _request_id: 'req_mock1',
      })
      const messages = [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'hello' },
      ]
      expect(mock.requests).toMatchObject([{ api: 'chat', body: { model, messages } }])
    })

    test('gets its stream, well formed and with usage', async () => {
      const { create } = await connect()
      const events = await collect(await create({ ...hello, stream: true }))
      expect(checkResponseEvents(events as never)).toEqual([])
      expect(events.at(-1)).toMatchObject({
        type: 'response.completed',
        response: {
          usage: { total_tokens: expect.any(Number) },
          output: [{ content: [{ text: 'You said: "hello"' }] }],
        },
      })
    })

    test('puts a stream together with its own helper', async () => {
      const { client } = await connect()
      expect(await client.responses.stream({ model, input: 'I want both.', tools }).finalResponse()).toMatchObject({
        status: 'completed',
        output: [
          { type: 'function_call', name: 'weather' },
          { type: 'function_call', name: 'time' },
        ],
      })
    })

    test('calls two tools in parallel and answers with their results', async () => {
      const { create } = await connect()
      const question = { role: 'user', content: 'I want both.' }
      const { output } = (await create({ model, input: [question], tools })) as Answered
      expect(output.map(({ type, name }) => [type, name])).toEqual([
        ['function_call', 'weather'],
        ['function_call', 'time'],
      ])
      const results = output.map(({ call_id }) => ({ type: 'function_call_output', call_id, output: 'sunny' }))
      expect(await create({ model, input: [question, ...output, ...results], tools })).toMatchObject({
        output_text: 'The tools said: "sunny" and "sunny"',
      })
    })

    test('gets structured output', async () => {
      const { create } = await connect()
      const format = { type: 'json_schema', name: 'place', strict: true, schema: parameters }
      const { output_text } = (await create({ ...hello, text: { format } })) as { output_text: string }
      expect(JSON.parse(output_text)).toEqual({ city: expect.any(String) })
    })

    test('raises its own errors', async () => {
      const { create } = await connect({ script: [rateLimit] })
      const limited = await create(hello).catch((error: unknown) => error)
      expect(limited).toBeInstanceOf(majors[major].errors.RateLimitError)
      expect(limited).toMatchObject({ status: 429, code: 'rate_limit_exceeded' })
      const wrong = await create({ model, input: [{ role: 'user', content: 7 }] }).catch((error: unknown) => error)
      expect(wrong).toBeInstanceOf(majors[major].errors.BadRequestError)
      expect(wrong).toMatchObject({ status: 400, param: 'input[0].content' })
    })

    test('sees a cut stream fail, with what had come', async () => {
      const { create } = await connect({ script: [{ text: 'one two three four', cut: 4 }] })
      const events = await collect(await create({ ...hello, stream: true }))
      expect(checkResponseEvents(events as never)).toEqual([])
      expect(events.at(-1)).toMatchObject({
        type: 'response.failed',
        response: { status: 'failed', error: { message: expect.any(String) }, output: [{ status: 'incomplete' }] },
      })
    })

    test('leaves a stream early, and the server notices', async () => {
      const { create, mock } = await connect({ pace: 20 })
      for await (const _ of (await create({ ...hello, stream: true })) as AsyncIterable<unknown>) break
      await eventually(() => mock.aborted === 1)
    })
  },
)

describe('a program that calls fetch itself', () => {
  test('asks a chat-only server for what its gateway’s docs show', async () => {
    const { baseURL, bridged } = await serve('chat')
    const body = { model, input: 'Return a JSON contact form field definition.' }
    const answer = await bridged(`${baseURL}/responses`, { method: 'POST', body: JSON.stringify(body) })
    expect(answer.headers.get('x-request-id')).toBe('req_mock1')
    expect(await answer.json()).toMatchObject({
      status: 'completed',
      output: [{ content: [{ text: 'You said: "Return a JSON contact form field definition."' }] }],
    })
  })
})
