// The two create routes over both transports: converted, passed through, refused, failed; and what is told of it.
import { afterEach, describe, expect, test } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import {
  chatHello,
  chatPath,
  closeAll,
  post,
  responsesHello,
  responsesPath,
  serve,
  serveBefore,
  streamed,
  type Told,
  transports,
  until,
  upstream,
} from './serving.ts'

afterEach(closeAll)

const textOf = (chunks: readonly Told[]) => chunks.map(({ choices }) => choices?.[0]?.delta.content ?? '').join('')
const answerText = ({ output }: Told) => output.at(-1)?.content[0]?.text

describe.each(transports)('over the %s transport', transport => {
  describe('in front of an upstream that speaks Responses', () => {
    test('a chat caller gets a chat completion', async () => {
      const { url, mock } = await serve(transport, 'responses')
      const { status, headers, json } = await post(url + chatPath, chatHello)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe('application/json')
      expect(json).toMatchObject({
        object: 'chat.completion',
        choices: [{ message: { role: 'assistant', content: 'You said: "hello"' }, finish_reason: 'stop' }],
      })
      expect(mock.requests).toMatchObject([{ api: 'responses', body: { input: 'hello', store: false } }])
    })

    test('a chat caller gets a chat stream', async () => {
      const { url } = await serve(transport, 'responses')
      const chunks = await streamed(url + chatPath, chatHello)
      expect(textOf(chunks)).toBe('You said: "hello"')
      expect(chunks.at(-1)?.type).toBe('[DONE]')
    })

    test('a Responses caller is passed through, and gets what the upstream says', async () => {
      const { url, mock } = await serve(transport, 'responses')
      const { json } = await post(url + responsesPath, { ...responsesHello, metadata: { a: 'b' } })
      expect(answerText(json)).toBe('You said: "hello"')
      expect(json.metadata).toEqual({ a: 'b' })
      const events = await streamed(url + responsesPath, responsesHello)
      expect(checkResponseEvents(events)).toEqual([])
      expect(mock.requests.map(({ body }) => body)).toEqual([
        { ...responsesHello, metadata: { a: 'b' } },
        { ...responsesHello, stream: true },
      ])
    })

    test('several choices and stop sequences are emulated', async () => {
      const { url, mock } = await serve(transport, 'responses')
      const { json } = await post(url + chatPath, { ...chatHello, n: 3, stop: ['hel'] })
      expect(json.choices.map(choice => choice.message.content)).toEqual(Array(3).fill('You said: "'))
      expect(mock.requests).toHaveLength(3)
      const chunks = await streamed(url + chatPath, { ...chatHello, n: 2 })
      expect(new Set(chunks.flatMap(chunk => chunk.choices?.map(choice => choice.index) ?? []))).toEqual(
        new Set([0, 1]),
      )
    })
  })

  describe('in front of an upstream that speaks Chat Completions', () => {
    test('a Responses caller gets a response', async () => {
      const { url, mock } = await serve(transport, 'chat')
      const { status, json } = await post(url + responsesPath, responsesHello)
      expect(status).toBe(200)
      expect(json).toMatchObject({ object: 'response', status: 'completed' })
      expect(answerText(json)).toBe('You said: "hello"')
      expect(mock.requests).toMatchObject([{ api: 'chat', body: { messages: [{ role: 'user', content: 'hello' }] } }])
    })

    test('a Responses caller gets a well-formed stream', async () => {
      const { url } = await serve(transport, 'chat')
      const events = await streamed(url + responsesPath, responsesHello)
      expect(checkResponseEvents(events)).toEqual([])
      expect(answerText(events.at(-1)?.response as Told)).toBe('You said: "hello"')
    })

    test('a chat caller is passed through', async () => {
      const { url, mock } = await serve(transport, 'chat')
      const { json } = await post(url + chatPath, { ...chatHello, seed: 7 })
      expect(json.choices[0]?.message.content).toBe('You said: "hello"')
      expect(textOf(await streamed(url + chatPath, chatHello))).toBe('You said: "hello"')
      expect(mock.requests[0]?.body).toEqual({ ...chatHello, seed: 7 })
    })
  })

  test('an upstream that speaks both is given everything as it is', async () => {
    const { url, mock, calls } = await serve(transport, 'both')
    await post(url + chatPath, chatHello)
    await post(url + responsesPath, responsesHello)
    expect(mock.requests.map(({ api }) => api)).toEqual(['chat', 'responses'])
    expect(calls.map(({ direction }) => direction)).toEqual(['chat as it is', 'responses as it is'])
  })

  describe('losses', () => {
    const lossy = { ...chatHello, seed: 7, logit_bias: { 50256: -100 }, unheard_of: 1 }

    test('are named in a header, as codes and counts', async () => {
      const { url } = await serve(transport, 'responses')
      const { headers } = await post(url + chatPath, lossy)
      expect(headers.get('x-bridge-losses')).toBe('no-counterpart=2, unknown-field=1')
      expect((await post(url + chatPath, chatHello)).headers.has('x-bridge-losses')).toBe(false)
    })

    test('are named in the header of a stream as far as the request has them', async () => {
      const { url } = await serve(transport, 'responses')
      const response = await fetch(url + chatPath, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...lossy, stream: true }),
      })
      expect(response.headers.get('x-bridge-losses')).toBe('no-counterpart=2, unknown-field=1')
      await response.body?.cancel()
    })

    test('are listed in the log, by pointers that end where the caller has made up the key', async () => {
      const { url, calls } = await serve(transport, 'responses')
      await post(url + chatPath, { ...lossy, messages: [{ role: 'user', content: 'x', 'my secret/name': 1 }] })
      await until(() => calls.length === 1)
      expect(calls[0]?.lossList.map(({ path }) => path)).toEqual(['/messages/0/*', '/seed', '/logit_bias', '/*'])
      expect(JSON.stringify(calls)).not.toContain('secret')
    })

    test('are refused by a strict server with a 400 that names the parameter', async () => {
      const { url, mock, calls } = await serve(transport, 'responses', { strict: true })
      const { status, json } = await post(url + chatPath, { ...chatHello, seed: 7 })
      expect(status).toBe(400)
      expect(json.error).toMatchObject({ type: 'invalid_request_error', param: 'seed', code: 'unsupported_parameter' })
      expect(mock.requests).toHaveLength(0)
      expect(calls).toMatchObject([{ outcome: 'refused', status: 400, errorCode: 'unsupported_parameter' }])
      expect((await post(url + chatPath, chatHello)).status).toBe(200)
    })

    test('make a header of at most a kibibyte in ASCII, however many there are', async () => {
      const { url } = await serve(transport, 'responses')
      const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`überflüssig-${index}`, index]))
      const header = (await post(url + chatPath, { ...chatHello, ...many })).headers.get('x-bridge-losses') ?? ''
      expect(header).toBe('unknown-field=5000')
    })
  })

  describe('what observers are told', () => {
    test('is one line a call: names, numbers and codes', async () => {
      const { url, calls, started } = await serve(transport, 'responses', {
        aliases: model => (model === 'small' ? 'gpt-4.1-mini' : undefined),
      })
      const { headers } = await post(url + chatPath, { ...chatHello, model: 'small', seed: 1 })
      await until(() => calls.length === 1)
      expect(calls[0]).toEqual({
        id: expect.stringMatching(/^req_[0-9a-f]{32}$/),
        method: 'POST',
        route: 'chat',
        direction: 'chat to responses',
        outcome: 'answered',
        model: 'small',
        mappedModel: 'gpt-4.1-mini',
        stream: false,
        status: 200,
        retries: 0,
        duration: expect.any(Number),
        firstByte: expect.any(Number),
        tokens: { input: expect.any(Number), output: expect.any(Number), total: expect.any(Number) },
        losses: { 'no-counterpart': 1, bookkeeping: 2 },
        lossList: [{ path: '/seed', code: 'no-counterpart', effect: 'dropped' }],
        requestId: 'req_mock1',
      })
      expect(started).toEqual([{ id: calls[0]?.id, method: 'POST', route: 'chat', traceparent: undefined }])
      expect(headers.get('x-request-id')).toBe('req_mock1')
    })

    test('has the tokens of streams, converted and not', async () => {
      const { url, calls } = await serve(transport, 'chat')
      await streamed(url + responsesPath, responsesHello)
      await streamed(url + chatPath, { ...chatHello, stream_options: { include_usage: true } })
      await until(() => calls.length === 2)
      for (const call of calls) {
        expect(call).toMatchObject({ stream: true, outcome: 'answered', tokens: { input: 4, output: 3, total: 7 } })
      }
    })

    test('has the mapped model on failures, too', async () => {
      const { url, calls, mock } = await serve(transport, 'responses', {
        aliases: () => 'there-is-none',
        mock: { models: ['mock-1'] },
      })
      const { status } = await post(url + chatPath, chatHello)
      expect(status).toBe(404)
      await until(() => calls.length === 1)
      expect(mock.requests[0]?.body).toMatchObject({ model: 'there-is-none' })
      expect(calls[0]).toMatchObject({
        model: 'gpt-4.1-mini',
        mappedModel: 'there-is-none',
        outcome: 'failed',
        status: 404,
        errorCode: 'model_not_found',
      })
    })

    test('that fail, or set headers, cost no caller an answer', async () => {
      const boom = () => {
        throw new Error('boom')
      }
      const { url, mock } = await serve(transport, 'responses', {
        observers: [
          { started: boom },
          { started: () => ({ end: boom }) },
          { started: () => ({ end: () => {}, upstreamHeaders: { traceparent: '00-span' } }) },
        ],
      })
      expect((await post(url + chatPath, chatHello)).status).toBe(200)
      expect(mock.requests[0]?.headers.traceparent).toBe('00-span')
    })
  })

  describe('failures', () => {
    test("of the upstream come in the caller's form, with what says when to come back", async () => {
      const error = { status: 429, message: 'Slow down.', type: 'requests', code: 'rate_limit_exceeded' }
      const { url, calls } = await serve(transport, 'responses', {
        mock: {
          script: [{ error: { ...error, headers: { 'retry-after': '7', 'x-ratelimit-remaining-requests': '0' } } }],
        },
      })
      const { status, headers, json } = await post(url + chatPath, chatHello)
      expect(status).toBe(429)
      expect(json.error).toMatchObject({ message: 'Slow down.', code: 'rate_limit_exceeded' })
      expect(headers.get('retry-after')).toBe('7')
      expect(headers.get('x-ratelimit-remaining-requests')).toBe('0')
      await until(() => calls.length === 1)
      expect(calls[0]).toMatchObject({ outcome: 'failed', status: 429, errorCode: 'rate_limit_exceeded' })
    })

    test.each([chatPath, responsesPath])('of the connection are a 502 at %s, without the address', async path => {
      const { url, calls } = await serveBefore(transport, 'http://127.0.0.1:1/v1', { upstreamApi: 'responses' })
      const { status, json } = await post(url + path, path === chatPath ? chatHello : responsesHello)
      expect(status).toBe(502)
      expect(json.error).toMatchObject({ type: 'server_error', code: 'upstream_unreachable', param: null })
      expect(JSON.stringify(json)).not.toContain('127.0.0.1')
      expect(calls).toMatchObject([{ outcome: 'unreachable', status: 502 }])
    })

    test.each([chatPath, responsesPath])('to answer in time are a 504 at %s', async path => {
      const silent = await upstream(() => {})
      const { url, calls } = await serveBefore(transport, silent.url, {
        upstreamApi: 'responses',
        timeouts: { headers: 50 },
      })
      const { status, json } = await post(url + path, path === chatPath ? chatHello : responsesHello)
      expect(status).toBe(504)
      expect(json.error.code).toBe('upstream_timeout')
      expect(calls).toMatchObject([{ outcome: 'unreachable', status: 504 }])
    })

    test.each([chatPath, responsesPath])('of a redirect are a 502 at %s, and nobody goes there', async path => {
      const elsewhere = await upstream((_, response) => response.end('{}'))
      const redirecting = await upstream((_, response) => response.writeHead(307, { location: elsewhere.url }).end())
      const { url } = await serveBefore(transport, redirecting.url, { upstreamApi: 'responses' })
      const { status, json, headers } = await post(url + path, path === chatPath ? chatHello : responsesHello)
      expect(status).toBe(502)
      expect(json.error.code).toBe('upstream_redirect')
      expect(headers.has('location')).toBe(false)
      expect(elsewhere.requests).toHaveLength(0)
    })

    test('are tried again before the first byte where that is asked for', async () => {
      const { url, calls, mock } = await serve(transport, 'responses', {
        retry: { attempts: 3, maxDelay: 1 },
        mock: { script: [{ error: { status: 500, message: 'x' } }, { error: { status: 503, message: 'x' } }] },
      })
      expect((await post(url + chatPath, chatHello)).status).toBe(200)
      expect(mock.requests).toHaveLength(3)
      await until(() => calls.length === 1)
      expect(calls[0]).toMatchObject({ retries: 2, outcome: 'answered' })
    })

    test('are not tried again without a word', async () => {
      const { url, mock } = await serve(transport, 'responses', {
        mock: { script: [{ error: { status: 500, message: 'x' } }] },
      })
      expect((await post(url + chatPath, chatHello)).status).toBe(500)
      expect(mock.requests).toHaveLength(1)
    })
  })
})
