// createFetch, on the way up: every form of a body, what travels with it, and what never gets to the upstream.
import { describe, expect, test } from 'vitest'
import type { Loss } from '../../src/index.ts'
import { parameterOf } from '../../src/shim/refusal.ts'
import { chatCaller, chatHello, chatUrl, post } from './upstream.ts'

describe('the body of a call', () => {
  const text = JSON.stringify(chatHello)
  const bytes = new TextEncoder().encode(text)
  const forms: [string, () => [string | URL | Request, RequestInit?]][] = [
    ['a string', () => [chatUrl, { method: 'POST', body: text }]],
    ['a string for a URL object', () => [new URL(chatUrl), { method: 'post', body: text }]],
    ['bytes', () => [chatUrl, { method: 'POST', body: bytes }]],
    ['an ArrayBuffer', () => [chatUrl, { method: 'POST', body: bytes.slice().buffer }]],
    ['a Blob', () => [chatUrl, { method: 'POST', body: new Blob([text]) }]],
    ['a stream', () => [chatUrl, { method: 'POST', body: new Blob([text]).stream(), duplex: 'half' } as RequestInit]],
    ['a Request', () => [new Request(chatUrl, { method: 'POST', body: text })]],
    [
      'a Request whose body the init replaces',
      () => [new Request(chatUrl, { method: 'POST', body: '{}' }), { body: text }],
    ],
  ]
  test.each(forms)('may be %s', async (_, form) => {
    const { bridged, calls } = chatCaller()
    const answer = await bridged(...form())
    expect(answer.status).toBe(200)
    expect(calls.map(call => call.body)).toEqual([{ model: 'gpt-4.1-mini', input: 'hello', store: false }])
    expect(calls[0]?.init.method).toBe('POST')
  })

  test('is sent with the caller’s headers, except those that describe the old body', async () => {
    const { bridged, calls } = chatCaller()
    const headers = {
      authorization: 'Bearer k',
      'x-stainless-retry-count': '1',
      'content-length': '999',
      'content-encoding': 'identity',
      'content-type': 'text/plain',
    }
    await bridged(chatUrl, { ...post(chatHello), headers })
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toEqual({
      authorization: 'Bearer k',
      'x-stainless-retry-count': '1',
      'content-type': 'application/json',
    })
  })

  test('travels with the caller’s signal and every other member of the init', async () => {
    const { bridged, calls } = chatCaller()
    const { signal } = new AbortController()
    const dispatcher = { name: 'agent' }
    const init = { ...post(chatHello), signal, dispatcher, redirect: 'error' as const }
    await bridged(chatUrl, init)
    expect(calls[0]?.init).toMatchObject({ redirect: 'error', dispatcher: { name: 'agent' } })
    expect(calls[0]?.init.signal).toBe(signal)
  })

  test('of a Request travels with the Request’s own headers and signal', async () => {
    const { bridged, calls } = chatCaller()
    const controller = new AbortController()
    const headers = { authorization: 'Bearer k' }
    await bridged(new Request(chatUrl, { ...post(chatHello), headers, redirect: 'manual', signal: controller.signal }))
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer k')
    expect(calls[0]?.init.redirect).toBe('manual')
    controller.abort()
    expect(calls[0]?.init.signal?.aborted).toBe(true)
  })

  test('that is still being produced does not keep a caller who aborts', async () => {
    const { bridged, calls } = chatCaller()
    const controller = new AbortController()
    const call = bridged(chatUrl, {
      method: 'POST',
      body: new ReadableStream(),
      signal: controller.signal,
      duplex: 'half',
    } as RequestInit)
    controller.abort(new Error('gone'))
    await expect(call).rejects.toThrow('gone')
    expect(calls).toHaveLength(0)
  })
})

describe('a call that cannot be carried', () => {
  const wrong: [string, RequestInit['body']][] = [
    ['no JSON', '{"model":'],
    ['no body', null],
    ['an array', '[]'],
    ['a string', '"hello"'],
    ['null', 'null'],
    ['a form', new URLSearchParams({ model: 'x' })],
  ]
  test.each(wrong)('because its body is %s is answered 400 without asking the upstream', async (_, body) => {
    const { bridged, calls } = chatCaller()
    const answer = await bridged(chatUrl, { method: 'POST', body: body ?? null })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(await answer.json()).toEqual({
      error: {
        message: expect.stringMatching(/JSON/),
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_json',
      },
    })
    expect(calls).toHaveLength(0)
  })

  test('because its body is compressed says so', async () => {
    const { bridged, calls } = chatCaller()
    const headers = { 'content-encoding': 'gzip' }
    const answer = await bridged(chatUrl, { method: 'POST', headers, body: Uint8Array.of(31, 139, 8) })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(/uncompressed/) } })
    expect(calls).toHaveLength(0)
  })

  test('because a message is malformed names the parameter the way the API does', async () => {
    const { bridged, calls } = chatCaller()
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b' },
      { role: 'user', content: 7 },
    ]
    const answer = await bridged(chatUrl, post({ ...chatHello, messages }))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      error: {
        message: expect.any(String),
        type: 'invalid_request_error',
        param: 'messages[2].content',
        code: 'invalid_input',
      },
    })
    expect(calls).toHaveLength(0)
  })

  test('without loss is refused under strict, and sent without it', async () => {
    const body = { ...chatHello, seed: 7 }
    const strict = chatCaller({ strict: true })
    const refused = await strict.bridged(chatUrl, post(body))
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({
      error: { type: 'invalid_request_error', param: 'seed', code: 'unmappable' },
    })
    expect(strict.calls).toHaveLength(0)

    const losses: Loss[] = []
    const lenient = chatCaller({ onLoss: loss => losses.push(loss) })
    expect((await lenient.bridged(chatUrl, post(body))).status).toBe(200)
    expect(lenient.calls).toHaveLength(1)
    expect(losses).toContainEqual(expect.objectContaining({ path: '/seed', effect: 'dropped' }))
  })

  test('a parameter path is written as the APIs write it', () => {
    expect(['', '/seed', '/messages/2/content', '/tools/0/a~1b~0c/10'].map(parameterOf)).toEqual([
      null,
      'seed',
      'messages[2].content',
      'tools[0].a/b~c[10]',
    ])
  })
})
