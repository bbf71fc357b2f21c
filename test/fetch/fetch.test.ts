// createFetch, on the way up: which calls it takes, and what the upstream is asked for besides.
import { describe, expect, test } from 'vitest'
import type { Loss } from '../../src/index.ts'
import { createFetch } from '../../src/shim/fetch.ts'
import {
  chatCaller,
  chatHello,
  chatUrl,
  completionBody,
  jsonAnswer,
  post,
  responsesHello,
  responsesUrl,
  scriptedUpstream,
} from './upstream.ts'

describe('the route of a call', () => {
  test.each([
    ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1/responses'],
    ['http://localhost:8080/chat/completions', 'http://localhost:8080/responses'],
    ['https://x.example/a/chat/completions/v1/chat/completions', 'https://x.example/a/chat/completions/v1/responses'],
    ['https://x.example/v1/chat/completions?api-version=2#top', 'https://x.example/v1/responses?api-version=2#top'],
    [
      'https://x.example/v1/chat/completions?next=/chat/completions',
      'https://x.example/v1/responses?next=/chat/completions',
    ],
    ['/v1/chat/completions', '/v1/responses'],
  ])('takes %s to %s', async (from, to) => {
    const { bridged, calls } = chatCaller()
    await bridged(from, post(chatHello))
    expect(calls.map(call => call.url)).toEqual([to])
  })

  test('goes the other way for a chat upstream', async () => {
    const { fetch, calls } = scriptedUpstream(jsonAnswer(completionBody))
    await createFetch({ upstream: 'chat', fetch })(`${responsesUrl}?a=1`, post(responsesHello))
    expect(calls.map(call => call.url)).toEqual([`${chatUrl}?a=1`])
  })

  test.each([
    ['responses', 'GET', chatUrl],
    ['responses', 'GET', 'https://gateway.example/v1/models'],
    ['responses', 'POST', 'https://gateway.example/v1/embeddings'],
    ['responses', 'POST', `${chatUrl}/chatcmpl-1`],
    ['responses', 'POST', 'https://gateway.example/v1/completions'],
    ['responses', 'POST', 'https://gateway.example/v1/xchat/completions'],
    ['responses', 'POST', 'http://chat/completions'],
    ['responses', 'POST', 'https://gateway.example/v1/files?path=/chat/completions'],
    ['responses', 'POST', responsesUrl],
    ['chat', 'GET', `${responsesUrl}/resp_1`],
    ['chat', 'DELETE', `${responsesUrl}/resp_1`],
    ['chat', 'POST', `${responsesUrl}/resp_1/cancel`],
    ['chat', 'POST', `${responsesUrl}/compact`],
    ['chat', 'POST', chatUrl],
  ] as const)('with a %s upstream lets %s %s through untouched', async (upstream, method, url) => {
    const seen: unknown[][] = []
    const answer = new Response('untouched')
    const bridged = createFetch({
      upstream,
      fetch: async (...args) => {
        seen.push(args)
        return answer
      },
    })
    const init = { method, headers: { 'x-a': 'b' } }
    expect(await bridged(url, init)).toBe(answer)
    expect(seen).toHaveLength(1)
    expect(seen[0]?.[0]).toBe(url)
    expect(seen[0]?.[1]).toBe(init)
    const request = new Request(url, { method })
    expect(await bridged(request)).toBe(answer)
    expect(seen[1]).toHaveLength(1)
    expect(seen[1]?.[0]).toBe(request)
  })

  test('an upstream that is not one of the two is refused when it is set up', () => {
    expect(() => createFetch({ upstream: JSON.parse('"both"') })).toThrow(/'responses' or 'chat'/)
  })
})

describe('what the upstream is asked for besides', () => {
  test('usage in a stream is emulated, which strict does not refuse', async () => {
    const losses: Loss[] = []
    const { bridged, calls } = chatCaller({ strict: true, onLoss: loss => losses.push(loss) })
    const stream_options = { include_usage: true, include_obfuscation: false }
    await bridged(chatUrl, post({ ...chatHello, stream: true, stream_options }))
    await bridged(chatUrl, post({ ...chatHello, stream: true, stream_options: { include_usage: true } }))
    expect(calls.map(call => call.body.stream_options)).toEqual([{ include_obfuscation: false }, undefined])
    expect(losses.map(({ effect, path }) => `${effect} ${path}`)).toEqual([
      'emulated /stream_options/include_usage',
      'emulated /stream_options/include_usage',
    ])
  })

  test('a streaming chat upstream always sends usage', async () => {
    const { fetch, calls } = scriptedUpstream(() => jsonAnswer(completionBody))
    const bridged = createFetch({ upstream: 'chat', fetch })
    await bridged(responsesUrl, post({ ...responsesHello, stream: true }))
    await bridged(
      responsesUrl,
      post({ ...responsesHello, stream: true, stream_options: { include_obfuscation: false } }),
    )
    await bridged(responsesUrl, post(responsesHello))
    expect(calls.map(call => call.body.stream_options)).toEqual([
      { include_usage: true },
      { include_obfuscation: false, include_usage: true },
      undefined,
    ])
  })

  test('a legacy `functions` caller gets one call at most', async () => {
    const { bridged, calls } = chatCaller()
    const functions = [{ name: 'f', parameters: { type: 'object', properties: {} } }]
    await bridged(chatUrl, post({ ...chatHello, functions }))
    await bridged(chatUrl, post({ ...chatHello, tools: [{ type: 'function', function: { name: 'f' } }] }))
    expect(calls.map(call => call.body.parallel_tool_calls)).toEqual([false, undefined])
  })

  test('`store` is what the option says where the caller does not', async () => {
    const { bridged, calls } = chatCaller({ store: true })
    for (const store of [undefined, null, false, true]) await bridged(chatUrl, post({ ...chatHello, store }))
    expect(calls.map(call => call.body.store)).toEqual([true, true, false, true])
  })
})
