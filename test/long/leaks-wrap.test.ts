// After many calls of wrapped clients, however they end, nothing is left behind: no socket, no listener, no timer.
import { expect, test } from 'vitest'
import { wrap } from '../../src/shim/openai.ts'
import { collect } from '../fetch/sdk.ts'
import type { Side } from '../fixtures.ts'
import { type Client, type Major, majors, names, type Streaming } from '../wrap/sdk.ts'
import { countingUpstream, type Manner } from './leaks-upstream.ts'
import { expectNothingLeft, inParallel, mustFail, pause, watchLeaks } from './leaks-watch.ts'

/** How many calls are made by each client in each direction. */
const calls = Number(process.env.LEAK_CALLS ?? 80)
const atOnce = 8
const model = 'gpt-4.1-mini'
const hello = { chat: { model, messages: [{ role: 'user', content: 'hello' }] }, responses: { model, input: 'hello' } }
const cases = names.flatMap(major => (['responses', 'chat'] as const).map(side => ({ major, side })))

type Create = (body: object, options?: object) => Promise<unknown>
interface Asking {
  create(manner: Manner): Create
  readonly body: object
  readonly shared: AbortSignal
}

/** All the ways in which a call can end. */
const ways: readonly ((asking: Asking) => Promise<void>)[] = [
  async ({ create, body, shared }) => void (await create('plainly')(body, { signal: shared })),
  async ({ create, body, shared }) =>
    void (await collect(await create('plainly')({ ...body, stream: true }, { signal: shared }))),
  async ({ create, body }) => {
    for await (const _ of (await create('stalling')({ ...body, stream: true })) as Streaming) break
  },
  async ({ create, body }) => {
    const stream = (await create('stalling')({ ...body, stream: true })) as Streaming
    for await (const _ of stream) stream.controller.abort()
  },
  async ({ create, body }) => {
    const controller = new AbortController()
    const call = mustFail(create('silent')(body, { signal: controller.signal }))
    await pause(5)
    controller.abort()
    await call
  },
  async ({ create, body, shared }) => mustFail(create('refusing')(body, { signal: shared })),
  // Refused by the bridge, and taken by a server that does not look.
  async ({ create, body }) => void (await create('plainly')({ ...body, model: 7 }).catch(() => {})),
  async ({ create, body }) => mustFail(create('silent')(body, { timeout: 20 })),
]

function createOf(client: Client, caller: Side): Create {
  return caller === 'chat'
    ? client.chat.completions.create.bind(client.chat.completions)
    : client.responses.create.bind(client.responses)
}

/** Makes calls through clients of one major, with the bridge between or straight before their own API, and looks. */
async function leftBy(major: Major, side: Side, caller: Side, count: number) {
  const upstream = await countingUpstream(side)
  const watch = watchLeaks()
  const creates = new Map<Manner, Create>()
  const create = (manner: Manner) => {
    const known = creates.get(manner)
    if (known !== undefined) return known
    const options = { apiKey: 'sk-test', baseURL: upstream.urlOf(manner), maxRetries: 0 }
    const plain = new majors[major].OpenAI(options)
    const made = createOf(side === caller ? plain : wrap(plain, { upstream: side }), caller)
    creates.set(manner, made)
    return made
  }
  const some = async (calls: number) => {
    const asking = { create, body: hello[caller], shared: watch.signal }
    await inParallel(calls, atOnce, async turn => ways[turn % ways.length]?.(asking))
    await upstream.settled()
    await pause(1100)
  }
  try {
    await some(ways.length * 2)
    const before = await watch.left()
    await some(count)
    return { before, after: await watch.left(), sockets: upstream.sockets.size }
  } finally {
    watch.stop()
    await upstream.close()
  }
}

test.each(cases)(
  `${calls} calls of a wrapped client of $major before a server that speaks $side leave nothing behind`,
  async ({ major, side }) => {
    const caller = side === 'chat' ? 'responses' : 'chat'
    // Some majors leave a listener on the caller's signal for every call, wrapped or not.
    const few = Math.min(calls, 10 * ways.length)
    const plain = await leftBy(major, caller, caller, few)
    const perCall = (plain.after.listeners - plain.before.listeners) / few
    const { before, after, sockets } = await leftBy(major, side, caller, calls)
    expect(sockets).toBe(0)
    expectNothingLeft(before, after, { listeners: before.listeners + Math.ceil(perCall * calls) })
  },
  1_200_000,
)
