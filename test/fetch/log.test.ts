// createFetch with `logger`: one line for each call, at its end, with names, numbers and codes and nothing else.
import { describe, expect, test } from 'vitest'
import { type CallLine, createFetch, type Logger } from '../../src/shim/fetch.ts'
import { manualClock, settled } from './clock.ts'
import { chatStream, responsesStream } from './streams.ts'
import {
  chatHello,
  chatUrl,
  completionBody,
  jsonAnswer,
  post,
  responseBody,
  responsesHello,
  responsesUrl,
  scriptedUpstream,
  streamAnswer,
} from './upstream.ts'

type Options = Partial<Parameters<typeof createFetch>[0]>
type Written = { level: keyof Logger; line: CallLine; message: string }

function logged(answer: Parameters<typeof scriptedUpstream>[0], options: Options = {}) {
  const lines: Written[] = []
  const write = (level: keyof Logger) => (line: CallLine, message: string) => void lines.push({ level, line, message })
  const logger = { info: write('info'), warn: write('warn'), error: write('error') }
  const clock = manualClock(() => 0)
  const upstream = scriptedUpstream(answer)
  const bridged = createFetch({ upstream: 'responses', fetch: upstream.fetch, logger, clock, ...options })
  const call = (body: object = {}, init: RequestInit = {}) =>
    options.upstream === 'chat'
      ? bridged(responsesUrl, { ...post({ ...responsesHello, ...body }), ...init })
      : bridged(chatUrl, { ...post({ ...chatHello, ...body }), ...init })
  return { lines, clock, call, bridged }
}

const usage = { input_tokens: 3, output_tokens: 2, total_tokens: 5 }
const chatUsage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 }

describe('the line of a call', () => {
  test('that was answered says who spoke what, how long it took, and what it cost', async () => {
    const { lines, call, clock } = logged(() => {
      clock.advance(40)
      return jsonAnswer({ ...responseBody, usage, unheard_of: 'x' }, 200, { 'x-request-id': 'req_7' })
    })
    await call({ seed: 1, logit_bias: { 1: 2 }, stop: 'END' })
    expect(lines).toEqual([
      {
        level: 'info',
        message: 'responses-bridge call',
        line: {
          direction: 'chat to responses',
          outcome: 'answered',
          model: 'gpt-4.1-mini',
          stream: false,
          status: 200,
          retries: 0,
          duration: 40,
          firstByte: 40,
          tokens: { input: 3, output: 2, total: 5 },
          losses: { 'no-counterpart': 3, 'unknown-field': 1 },
          requestId: 'req_7',
        },
      },
    ])
  })

  test('is written in the other direction just the same', async () => {
    const { lines, call } = logged(jsonAnswer({ ...completionBody, usage: chatUsage }), { upstream: 'chat' })
    await call()
    expect(lines[0]?.line).toMatchObject({
      direction: 'responses to chat',
      outcome: 'answered',
      tokens: { input: 3, output: 2, total: 5 },
    })
  })

  test.each([
    ['responses', responsesStream],
    ['chat', chatStream],
  ] as const)('of a stream of a %s upstream is written when the stream has ended, once', async (upstream, stream) => {
    const { lines, call, clock } = logged(() => streamAnswer(stream), { upstream })
    const answer = await call({ stream: true })
    expect(lines).toEqual([])
    clock.advance(10)
    const reader = answer.body?.getReader()
    await reader?.read()
    clock.advance(90)
    while (!(await reader?.read())?.done);
    await settled()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      level: 'info',
      line: { outcome: 'answered', stream: true, status: 200, duration: 100, firstByte: 10, tokens: { total: 5 } },
    })
  })

  test('of several choices counts them, sums their tokens and their retries', async () => {
    let asked = 0
    const { lines, call, clock } = logged(
      () => (++asked === 1 ? jsonAnswer({}, 500) : jsonAnswer({ ...responseBody, usage })),
      { retry: true },
    )
    const pending = call({ n: 3 })
    await settled()
    clock.advance(0)
    await pending
    expect(lines[0]?.line).toMatchObject({ choices: 3, retries: 1, tokens: { input: 9, output: 6, total: 15 } })
  })

  test('leaves tokens out where they are not known', async () => {
    const cut = logged(() => streamAnswer(responsesStream))
    await (await cut.call({ stream: true, stop: 'h' })).text()
    expect(cut.lines[0]?.line).toMatchObject({ outcome: 'answered' })
    expect(cut.lines[0]?.line).not.toHaveProperty('tokens')
  })
})

describe('what went wrong', () => {
  test.each([
    [429, 'warn'],
    [404, 'warn'],
    [500, 'error'],
    [503, 'error'],
  ])('upstream with %d is a %s', async (status, level) => {
    const { lines, call } = logged(jsonAnswer({ error: { message: 'No.' } }, status))
    await call()
    expect(lines).toMatchObject([{ level, line: { outcome: 'failed', status } }])
  })

  test('in a request that never went upstream is a refusal', async () => {
    const { lines, call } = logged(jsonAnswer(responseBody), { strict: true })
    await call({ seed: 1 })
    await call({}, { body: 'not JSON' })
    expect(lines).toMatchObject([
      { level: 'warn', line: { outcome: 'refused', status: 400, model: 'gpt-4.1-mini' } },
      { level: 'warn', line: { outcome: 'refused', status: 400, model: undefined } },
    ])
  })

  test('on the way upstream is unreachable, without a status', async () => {
    const { lines, call } = logged(() => {
      throw new TypeError('fetch failed')
    })
    await expect(call()).rejects.toThrow('fetch failed')
    expect(lines).toMatchObject([{ level: 'error', line: { outcome: 'unreachable' } }])
    expect(lines[0]?.line).not.toHaveProperty('status')
  })

  test('within a stream is a failure, though the status was 200', async () => {
    const { lines, call } = logged(() => streamAnswer(responsesStream.slice(0, 4)))
    await (await call({ stream: true })).text()
    expect(lines).toMatchObject([{ level: 'error', line: { outcome: 'failed', status: 200 } }])
  })

  test.each(['abort', 'cancel'] as const)('because of the caller (%s) is logged as that', async how => {
    const controller = new AbortController()
    const { lines, call } = logged(() => streamAnswer([...responsesStream.slice(0, 4), new Error('aborted')]))
    const answer = await call({ stream: true }, { signal: controller.signal })
    const reader = answer.body?.getReader()
    await reader?.read()
    if (how === 'cancel') await reader?.cancel()
    else {
      controller.abort()
      await expect(
        (async () => {
          while (!(await reader?.read())?.done);
        })(),
      ).rejects.toThrow()
    }
    expect(lines).toMatchObject([{ level: 'warn', line: { outcome: 'aborted', stream: true } }])
  })

  test('before any answer because of the caller is logged as that too', async () => {
    const controller = new AbortController()
    const { lines, call } = logged(
      () =>
        new Promise<Response>((_, reject) => {
          controller.signal.addEventListener('abort', () => reject(controller.signal.reason))
        }),
    )
    const pending = call({}, { signal: controller.signal })
    await settled()
    controller.abort()
    await expect(pending).rejects.toThrow()
    expect(lines).toMatchObject([{ level: 'warn', line: { outcome: 'aborted' } }])
  })

  test('in the logger costs the caller nothing', async () => {
    const broken = () => {
      throw new Error('The disk is full.')
    }
    const { call } = logged(jsonAnswer(responseBody), { logger: { info: broken, warn: broken, error: broken } })
    expect((await call()).status).toBe(200)
  })
})

test('calls that pass through are not logged', async () => {
  const { lines, bridged } = logged(jsonAnswer({}))
  await bridged('https://gateway.example/v1/embeddings', post({}))
  expect(lines).toEqual([])
})

test('no line holds anything of what was said, of a key, or of a URL', async () => {
  const canary = 'canary-7f3a'
  const headers = { authorization: `Bearer sk-${canary}`, 'content-type': 'application/json' }
  const body = { model: 'm', messages: [{ role: 'user', content: canary, name: canary }], user: canary, stop: canary }
  const text = { ...responseBody.output[0], content: [{ type: 'output_text', text: `said ${canary}` }] }
  const answers: (() => Response)[] = [
    () => jsonAnswer({ ...responseBody, output: [text], unknown_field: canary }),
    () => jsonAnswer({ error: { message: canary, code: canary, type: canary } }, 400),
    () => new Response(`<p>${canary}</p>`, { status: 502 }),
    () => streamAnswer(responsesStream.map(event => event.replaceAll('hi', canary))),
    () => streamAnswer([`data: ${canary}\n\n`]),
    () => {
      throw new TypeError(canary)
    },
  ]
  for (const stream of [false, true]) {
    for (const answer of answers) {
      const { lines, bridged } = logged(answer)
      const init = { method: 'POST', headers, body: JSON.stringify({ ...body, stream, [canary]: canary }) }
      await bridged(`${chatUrl}?key=${canary}`, init)
        .then(result => result.text())
        .catch(() => {})
      expect(lines).toHaveLength(1)
      expect(JSON.stringify(lines)).not.toContain(canary)
    }
  }
})
