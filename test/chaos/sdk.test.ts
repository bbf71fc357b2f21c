// The official SDK in front of a chaos upstream: it raises its own errors, retries as it always does, and is never told
// that an answer is complete when it is not.
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetch } from '../../src/shim/fetch.ts'
import type { Side } from '../fixtures.ts'
import { callers, text } from './answers.ts'
import { answerOf, eventStream, inChunks, json, page } from './kind.ts'
import { type ChaosUpstream, chaosUpstream, chunkOf, head, type Script, sized } from './upstream.ts'

const sides: readonly Side[] = ['chat', 'responses']
let upstream: ChaosUpstream
const unhandled: unknown[] = []
const remember = (reason: unknown) => unhandled.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', remember)
  upstream = await chaosUpstream()
})

afterAll(async () => {
  process.off('unhandledRejection', remember)
  await upstream.close()
})

interface Calling {
  readonly stream?: boolean
  readonly maxRetries?: number
  readonly signal?: AbortSignal
}

/** The text a caller of the SDK ends up with; rejects as the SDK does. */
async function say(url: string, side: Side, { stream = false, maxRetries = 0, signal }: Calling = {}): Promise<string> {
  const client = new OpenAI({
    baseURL: `${url}/v1`,
    apiKey: 'sk-test',
    fetch: createFetch({ upstream: side }),
    maxRetries,
  })
  const options = signal ? { signal } : {}
  if (side === 'responses') {
    const { body } = callers.responses
    if (!stream) return (await client.chat.completions.create(body as never, options)).choices[0]?.message.content ?? ''
    const streamed = { ...body, stream: true } as OpenAI.ChatCompletionCreateParamsStreaming
    // Read as most programs do: an end without a finish reason raises nothing by itself.
    let said = ''
    for await (const chunk of await client.chat.completions.create(streamed, options)) {
      said += chunk.choices[0]?.delta.content ?? ''
    }
    return said
  }
  const { body } = callers.chat
  if (!stream) {
    const response = await client.responses.create(body, options)
    if (response.status !== 'completed') throw new Error(`The response is ${response.status}.`)
    return response.output_text
  }
  let said = ''
  for await (const event of await client.responses.create({ ...body, stream: true }, options)) {
    if (event.type === 'response.output_text.delta') said += event.delta
    if (event.type === 'response.failed') throw new Error(`The response is ${event.response.status}.`)
    if (event.type === 'response.completed') return said
  }
  throw new Error('The stream has no end.')
}

const tooMany = () =>
  json(
    429,
    { error: { message: 'Slow down.', type: 'requests', param: null, code: null } },
    {
      'retry-after-ms': 1,
      'x-request-id': 'req_1',
    },
  )
const errorPage = (status: number): Script => [sized(status, 'text/html', page)]

describe.each(sides)('the SDK, whose upstream speaks %s,', side => {
  test.each([true, false])('gets the whole of a healthy answer (stream: %s)', async stream => {
    const { contentType, pieces } = answerOf(side, stream)
    expect(await say(upstream.urlOf(inChunks(contentType, pieces)), side, { stream })).toBe(text)
  })

  test.each([true, false])('raises its own classes of error (stream: %s)', async stream => {
    const cases = [
      [tooMany(), OpenAI.RateLimitError, 429],
      [errorPage(500), OpenAI.InternalServerError, 500],
      [errorPage(200), OpenAI.InternalServerError, 502],
      [json(401, { error: { message: 'No.' } }), OpenAI.AuthenticationError, 401],
      [json(200, { error: { message: 'No.', code: 429 } }), OpenAI.RateLimitError, 429],
      [[sized(200, 'application/json', '')], OpenAI.InternalServerError, 502],
    ] as const
    for (const [script, type, status] of cases) {
      const error = await say(upstream.urlOf(script), side, { stream }).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(type)
      expect(error).toMatchObject({ status })
    }
    const limited = await say(upstream.urlOf(tooMany()), side, { stream }).catch((reason: unknown) => reason)
    expect(limited).toMatchObject({ requestID: 'req_1' })
  })

  test.each([true, false])('retries as often as it was told, and as the upstream says (stream: %s)', async stream => {
    const { contentType, pieces } = answerOf(side, stream)
    const healthy = inChunks(contentType, pieces)
    const url = upstream.urlOf(tooMany(), [{ act: 'reset' }], healthy)
    expect(await say(url, side, { stream, maxRetries: 2 })).toBe(text)
    expect(upstream.visitsOf(url)).toHaveLength(3)

    const never = upstream.urlOf(tooMany())
    await expect(say(never, side, { stream, maxRetries: 2 })).rejects.toBeInstanceOf(OpenAI.RateLimitError)
    expect(upstream.visitsOf(never)).toHaveLength(3)
  })

  test.each([true, false])('raises a connection error where there is no connection (stream: %s)', async stream => {
    for (const script of [
      [{ act: 'reset' }],
      [{ act: 'half-close' }],
      ['nonsense\r\n', { act: 'half-close' }],
    ] as const) {
      await expect(say(upstream.urlOf(script), side, { stream })).rejects.toBeInstanceOf(OpenAI.APIConnectionError)
    }
  })

  test('is told of every way a stream can be cut', async () => {
    const { events, half, errorEvent, finishedAfter } = answerOf(side, true)
    const opening = head(200, { 'content-type': eventStream, 'transfer-encoding': 'chunked' })
    const cuts: readonly Script[] = [
      inChunks(eventStream, events.slice(0, finishedAfter - 1)),
      inChunks(eventStream, [half]),
      inChunks(eventStream, [...events.slice(0, 3), errorEvent]),
      inChunks(eventStream, [...events.slice(0, 3), 'data: {"half\n\n', ...events.slice(3)]),
      inChunks(eventStream, []),
      [opening, chunkOf(half), { act: 'reset' }],
      [opening, chunkOf(half), { act: 'half-close' }],
      [opening, { act: 'reset' }],
    ]
    for (const script of cuts) {
      const outcome = await say(upstream.urlOf(script), side, { stream: true }).catch((reason: unknown) => reason)
      expect(outcome).toBeInstanceOf(Error)
      if (side === 'responses') expect(outcome).toBeInstanceOf(OpenAI.APIError)
      else expect(outcome).toMatchObject({ message: 'The response is failed.' })
    }
  })

  test.each([true, false])('that aborts lets the upstream go (stream: %s)', async stream => {
    const { contentType, half } = answerOf(side, stream)
    const opening = head(200, { 'content-type': contentType, 'transfer-encoding': 'chunked' })
    for (const script of [[{ act: 'stall' }], [opening, chunkOf(half), { act: 'stall' }]] as const) {
      const url = upstream.urlOf(script)
      const controller = new AbortController()
      const visiting = upstream.nextVisit(url)
      const said = say(url, side, { stream, signal: controller.signal }).catch((reason: unknown) => reason)
      const visit = await visiting
      await visit.played
      await new Promise(resolve => setTimeout(resolve, 10))
      controller.abort()
      await visit.gone
      // The SDK ends a loop over an aborted stream without a word.
      expect(await said).not.toBe(text)
    }
  })
})

test('after all of them no connection is left and nothing was thrown where nobody looks', async () => {
  expect(await upstream.connectionsLeft()).toBe(0)
  expect(unhandled).toEqual([])
})
