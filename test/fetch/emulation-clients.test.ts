// `n` and `stop` under real clients over real sockets, in front of an upstream that only speaks Responses.
import OpenAI from 'openai'
import OpenAI4 from 'openai4'
import { afterEach, describe, expect, test } from 'vitest'
import { wrap } from '../../src/shim/openai.ts'
import { clientOf, closeAll, collect, eventually, serve } from './sdk.ts'

afterEach(closeAll)

const model = 'gpt-4.1-mini'
const hello = { model, messages: [{ role: 'user', content: 'hello' }] }
const texts = ['one END more', 'two', 'three END']
const script = texts.map(text => ({ text }))

interface Choice {
  index: number
  message: { content: string }
  delta: { content?: string }
  finish_reason: string | null
}
interface Answer {
  choices: Choice[]
  usage?: { total_tokens: number }
}

/** What the choices say, in their order; which call is answered first is not fixed. */
const said = (answer: Answer) => answer.choices.map(({ message }) => message.content)

describe.each(['openai 4', 'openai 7'] as const)('%s', major => {
  test('gets the choices it asked for, each with its index, and pays for all of them', async () => {
    const { mock, baseURL, bridged } = await serve('responses', { script })
    const client = clientOf(major, baseURL, bridged)
    const answer = (await client.chat.completions.create({ ...hello, n: 3 })) as Answer
    expect(answer.choices.map(({ index }) => index)).toEqual([0, 1, 2])
    expect(said(answer).sort()).toEqual([...texts].sort())
    expect(mock.requests).toHaveLength(3)
    const one = (await client.chat.completions.create(hello)) as Answer
    expect(answer.usage?.total_tokens).toBeGreaterThan(2 * (one.usage?.total_tokens ?? 0) - 20)
  })

  test('gets them in a stream, and one chunk of usage', async () => {
    const { baseURL, bridged } = await serve('responses', { script, pace: 1 })
    const client = clientOf(major, baseURL, bridged)
    const asked = { ...hello, n: 3, stream: true, stream_options: { include_usage: true } }
    const chunks = (await collect(await client.chat.completions.create(asked))) as unknown as Answer[]
    const streamed = [0, 1, 2].map(index =>
      chunks
        .flatMap(({ choices }) => choices)
        .filter(choice => choice.index === index)
        .map(({ delta }) => delta.content ?? '')
        .join(''),
    )
    expect(streamed.sort()).toEqual([...texts].sort())
    expect(chunks.filter(({ usage }) => usage)).toEqual([chunks.at(-1)])
    expect(new Set(chunks.map(chunk => (chunk as { id?: string }).id)).size).toBe(1)
  })

  test('gets its text up to the stop sequence, streaming and not', async () => {
    const { baseURL, bridged } = await serve('responses', { script: [script[0] ?? {}, script[0] ?? {}] })
    const client = clientOf(major, baseURL, bridged)
    const answer = (await client.chat.completions.create({ ...hello, stop: ['END'] })) as Answer
    expect(answer.choices[0]).toMatchObject({ message: { content: 'one ' }, finish_reason: 'stop' })
    const stream = await client.chat.completions.create({ ...hello, stop: 'END', stream: true })
    const chunks = (await collect(stream)) as unknown as Answer[]
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('one ')
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop')
  })

  test('ends the upstream with the stop sequence', async () => {
    const { mock, baseURL, bridged } = await serve('responses', {
      script: [{ text: `END ${'more '.repeat(500)}` }],
      pace: 5,
    })
    const client = clientOf(major, baseURL, bridged)
    await collect(await client.chat.completions.create({ ...hello, stop: 'END', stream: true }))
    await eventually(() => mock.aborted === 1)
  })

  test('ends every upstream call when it leaves', async () => {
    const { mock, baseURL, bridged } = await serve('responses', {
      pace: 20,
      script: Array(3).fill({ text: 'word '.repeat(500) }),
    })
    const client = clientOf(major, baseURL, bridged)
    const stream = await client.chat.completions.create({ ...hello, n: 3, stream: true })
    for await (const _ of stream as AsyncIterable<unknown>) break
    await eventually(() => mock.aborted === 3)
  })

  test('gets its own error when one of the calls fails', async () => {
    const failing = { error: { status: 429, message: 'Slow down.', code: 'rate_limit_exceeded' } }
    const { baseURL, bridged } = await serve('responses', { script: [{}, failing, {}] })
    const client = clientOf(major, baseURL, bridged)
    const error = await client.chat.completions.create({ ...hello, n: 3 }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded' })
  })
})

test('the stream helper of openai 7 puts the choices together', async () => {
  const { baseURL, bridged } = await serve('responses', { script })
  const client = new OpenAI({ baseURL, apiKey: 'sk-test', fetch: bridged, maxRetries: 0 })
  const stream = client.chat.completions.stream({ ...hello, n: 3, stop: 'END' } as never)
  const completion = (await stream.finalChatCompletion()) as unknown as Answer
  expect(said(completion).sort()).toEqual(['one ', 'three ', 'two'])
})

test('openai 4 keeps its node-fetch underneath, whose bodies are no web streams', async () => {
  const { mock, baseURL } = await serve('responses', { script: [...script, { text: 'END' }, { text: 'a END' }] })
  const settings = { upstream: 'responses', retry: true, timeout: { headers: 5000, idle: 5000 } } as const
  const client = wrap(new OpenAI4({ baseURL, apiKey: 'sk-test', maxRetries: 0 }), settings)
  const answer = await client.chat.completions.create({ ...hello, n: 3, stop: 'END' } as never)
  expect(said(answer as unknown as Answer).sort()).toEqual(['one ', 'three ', 'two'])
  const stream = await client.chat.completions.create({ ...hello, n: 2, stop: 'END', stream: true } as never)
  const chunks = (await collect(stream)) as unknown as Answer[]
  expect(chunks.flatMap(({ choices }) => choices.filter(choice => choice.finish_reason === 'stop'))).toHaveLength(2)
  expect(mock.requests).toHaveLength(5)
})
