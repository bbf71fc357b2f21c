// A caller who aborts is gone for the upstream within 250 ms: createFetch both ways, and wrapped clients of four majors.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetch } from '../../src/shim/fetch.ts'
import { wrap } from '../../src/shim/openai.ts'
import { callers } from '../chaos/answers.ts'
import { post } from '../fetch/upstream.ts'
import type { Side } from '../fixtures.ts'
import { majors, names, type Streaming } from '../wrap/sdk.ts'
import { type CountingUpstream, countingUpstream } from './leaks-upstream.ts'
import { inParallel, pause, pulse } from './leaks-watch.ts'

/** How many callers abort, over all clients and moments. */
const aborts = Number(process.env.ABORT_CALLS ?? 200)
const atOnce = 4
const promisedMilliseconds = 250
const sides: readonly Side[] = ['chat', 'responses']

let upstreams: Record<Side, CountingUpstream>

beforeAll(async () => {
  upstreams = { chat: await countingUpstream('chat'), responses: await countingUpstream('responses') }
})
afterAll(async () => {
  for (const upstream of Object.values(upstreams)) await upstream.close()
})

interface Call {
  /** What the upstream knows the call by. */
  readonly headers: { readonly 'x-call': string }
  readonly controller: AbortController
}

/** When a caller aborts; calls back at the moment itself. */
type Moment = (call: Call, upstream: CountingUpstream, leave: () => void) => Promise<unknown>
interface Client {
  readonly name: string
  readonly side: Side
  readonly moments: Readonly<Record<string, Moment>>
}

const bridges: readonly Client[] = sides.map(side => {
  const { path, body } = callers[side]
  const bridged = createFetch({ upstream: side })
  const ask = (url: string, stream: boolean, { headers, controller }: Call) => {
    const init = post({ ...body, stream })
    return bridged(url.replace(/\/v1$/, '') + path, {
      ...init,
      headers: { ...init.headers, ...headers },
      signal: controller.signal,
    })
  }
  const beforeHeaders =
    (stream: boolean): Moment =>
    async (call, upstream, leave) => {
      const answer = expect(ask(upstream.urlOf('silent'), stream, call)).rejects.toThrow()
      await upstream.asked(call.headers['x-call'])
      leave()
      await answer
    }
  return {
    name: 'createFetch',
    side,
    moments: {
      'before the headers': beforeHeaders(false),
      'before the headers of a stream': beforeHeaders(true),
      'within a stream': async (call, upstream, leave) => {
        const answer = await ask(upstream.urlOf('stalling'), true, call)
        const reader = answer.body?.getReader()
        await reader?.read()
        const next = expect(reader?.read()).rejects.toThrow()
        leave()
        await next
      },
      'within a result': async (call, upstream, leave) => {
        const answer = expect(ask(upstream.urlOf('stalling'), false, call)).rejects.toThrow()
        await upstream.asked(call.headers['x-call'])
        await pause(5)
        leave()
        await answer
      },
    },
  }
})

const wrapped: readonly Client[] = names.flatMap(major =>
  sides.map((side): Client => {
    const { body } = callers[side]
    const create = (url: string, stream: boolean, { headers, controller }: Call) => {
      const plain = new majors[major].OpenAI({ apiKey: 'sk-test', baseURL: url, maxRetries: 0 })
      const client = wrap(plain, { upstream: side })
      const { create } = side === 'responses' ? client.chat.completions : client.responses
      const own = side === 'responses' ? client.chat.completions : client.responses
      return create.call(own, { ...body, stream }, { headers, signal: controller.signal })
    }
    return {
      name: `a wrapped ${major}`,
      side,
      moments: {
        'before the headers': async (call, upstream, leave) => {
          const answer = expect(create(upstream.urlOf('silent'), false, call)).rejects.toThrow()
          await upstream.asked(call.headers['x-call'])
          leave()
          await answer
        },
        'within a stream': async (call, upstream, leave) => {
          const stream = (await create(upstream.urlOf('stalling'), true, call)) as Streaming
          for await (const _ of stream) leave()
        },
      },
    }
  }),
)

let calls = 0
const heart = pulse()
afterAll(heart.stop)

/** Aborts once, and says how long it took until the upstream knew, of the time that this process was given. */
async function abortOnce(upstream: CountingUpstream, moment: Moment): Promise<number> {
  const name = String(++calls)
  const call: Call = { headers: { 'x-call': name }, controller: new AbortController() }
  let left = 0
  await moment(call, upstream, () => {
    left ||= performance.now()
    call.controller.abort()
  })
  const gone = await upstream.gone(name)
  return gone - left - heart.lostSince(left)
}

const cases = [...bridges, ...wrapped].flatMap(({ name, side, moments }) =>
  Object.entries(moments).map(([when, moment]) => ({ name, side, when, moment })),
)
const each = Math.ceil(aborts / cases.length)

describe(`${each} callers`, () => {
  test.each(cases)(
    'of $name who abort $when are gone for a server that speaks $side',
    async ({ side, moment }) => {
      const took: number[] = []
      await inParallel(each, atOnce, async () => void took.push(await abortOnce(upstreams[side], moment)))
      expect(took).toHaveLength(each)
      expect(Math.max(...took)).toBeLessThanOrEqual(promisedMilliseconds)
    },
    120_000,
  )
})

test('no connection is left of all of them', async () => {
  for (const upstream of Object.values(upstreams)) {
    await upstream.settled()
    expect(upstream.sockets.size).toBe(0)
  }
})
