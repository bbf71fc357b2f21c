// A response has every field that strict clients ask for, on whatever way it was made; and compaction, as the API has it.
import type OpenAI from 'openai'
import { expect, test } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { createMock } from '../../src/mock/index.ts'
import { createServer } from '../../src/server/index.ts'
import { openStore } from '../../src/server/store/open.ts'
import { lastMessages, stateFront } from './front.ts'

const model = 'mock-1'

/** What a response always has, by the API's own schema. */
const fields = [
  ...['background', 'completed_at', 'created_at', 'error', 'frequency_penalty', 'id', 'incomplete_details'],
  ...['instructions', 'max_output_tokens', 'max_tool_calls', 'metadata', 'model', 'object', 'output'],
  ...['parallel_tool_calls', 'presence_penalty', 'previous_response_id', 'prompt_cache_key', 'reasoning'],
  ...['safety_identifier', 'service_tier', 'status', 'store', 'temperature', 'text', 'tool_choice', 'tools'],
  ...['top_logprobs', 'top_p', 'truncation', 'usage'],
]

const missing = (response: object) => fields.filter(name => !(name in response))

test('Every response is whole: finished, streamed from its first event, made in the background, and retrieved', async () => {
  const client = stateFront({ store: await openStore('memory') }).client()
  const weather = { type: 'function' as const, name: 'weather', parameters: { type: 'object' }, strict: null }
  const tools = [weather]
  const made = await client.responses.create({ model, input: 'Hi', reasoning: { effort: 'low' } })
  expect(missing(made)).toEqual([])
  expect(made).toMatchObject({ reasoning: { effort: 'low', summary: null }, text: { format: { type: 'text' } } })
  expect(made.completed_at).toBeGreaterThanOrEqual(made.created_at)
  for await (const event of await client.responses.create({ model, input: 'Hi', stream: true, tools })) {
    if (!('response' in event)) continue
    expect(missing(event.response)).toEqual([])
    expect(event.response.tools).toEqual([{ ...weather, description: null }])
    expect(event.response.completed_at === null).toBe(event.type !== 'response.completed')
  }
  const queued = await client.responses.create({ model, input: 'Hi', background: true })
  expect(missing(queued)).toEqual([])
  await expect.poll(async () => (await client.responses.retrieve(queued.id)).status).toBe('completed')
  expect(missing(await client.responses.retrieve(queued.id))).toEqual([])
})

test.each([
  ['without a store', undefined, 'key', {}],
  ['with `store: false`', 'memory', 'key', { store: false }],
  ['without a credential', 'memory', undefined, {}],
])('A response is whole where nothing is kept: %s', async (_, store, key, said) => {
  const mock = createMock({ api: 'chat' })
  const upstream: typeof fetch = async (...args) => mock.fetch(new Request(...args))
  const state = store === undefined ? undefined : { store: await openStore(store) }
  const options = { upstream: 'http://127.0.0.1:9/v1', upstreamApi: 'chat', allowedHosts: ['*'] } as const
  const server = createServer({ ...options, fetch: upstream, state })
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) }
  const ask = async (more: object) => {
    const body = JSON.stringify({ model, input: 'Hi', ...said, ...more })
    const answer = await server.fetch(new Request('http://localhost/v1/responses', { method: 'POST', headers, body }))
    return answer.text()
  }
  const made = JSON.parse(await ask({}))
  expect(missing(made)).toEqual([])
  expect(made).toMatchObject({ status: 'completed', store: false, completed_at: expect.any(Number) })
  const stream = await ask({ stream: true })
  const responses = Array.from(stream.matchAll(/^data: (.*)$/gm), ([, data]) => JSON.parse(String(data)).response)
  const seen = responses.filter(response => response !== undefined)
  expect(seen.length).toBeGreaterThanOrEqual(3)
  for (const response of seen) expect(missing(response)).toEqual([])
})

test('A compaction is one item with the usage of its summary, and a new conversation goes on from it', async () => {
  const front = stateFront({ store: await openStore('memory') }, { script: [{ text: 'Slate.' }, { text: 'Yes.' }] })
  const compacted = await front.client().responses.compact({ model, input: 'The word is slate.' })
  expect(compacted).toMatchObject({ object: 'response.compaction', output: [{ type: 'compaction' }] })
  expect(compacted.usage.total_tokens).toBeGreaterThan(0)
  const input = [...compacted.output, { role: 'user', content: 'Go on.' }] as OpenAI.Responses.ResponseInput
  await front.client().responses.create({ model, input })
  expect(lastMessages(front.mock)).toEqual([
    { role: 'user', content: 'Summary of the conversation so far:\n\nSlate.' },
    { role: 'user', content: 'Go on.' },
  ])
})

const trigger = { type: 'compaction_trigger' } as never

test.each([false, true])(
  'A compaction trigger is answered with one compaction, which stands for what was before; streamed: %s',
  async stream => {
    const script = [{ text: 'Noted.' }, { text: 'Slate.' }, { text: 'Yes.' }]
    const front = stateFront({ store: await openStore('memory') }, { script })
    const client = front.client()
    const first = await client.responses.create({ model, input: 'The word is slate.' })
    const tools = [{ type: 'function', name: 'weather', parameters: { type: 'object' }, strict: true }] as never
    const request = { model, input: [trigger], tools, previous_response_id: first.id }
    const events: { type: string }[] = []
    let compacted: OpenAI.Responses.Response | undefined
    if (stream) {
      for await (const event of await client.responses.create({ ...request, stream: true })) {
        events.push(event)
        if (event.type === 'response.completed') compacted = event.response
      }
      expect(checkResponseEvents(events)).toEqual([])
    } else compacted = await client.responses.create({ ...request, stream: false })
    expect(compacted).toMatchObject({
      status: 'completed',
      output: [{ type: 'compaction' }],
      tools: [{ name: 'weather' }],
    })
    expect(front.mock.requests.at(-1)?.body).not.toHaveProperty('tools')
    await client.responses.create({ model, input: 'Go on.', previous_response_id: compacted?.id ?? null })
    expect(lastMessages(front.mock)).toEqual([
      { role: 'user', content: 'Summary of the conversation so far:\n\nSlate.' },
      { role: 'user', content: 'Go on.' },
    ])
  },
)

test('A compaction trigger that is not the last item is refused, and a summary cut short is incomplete', async () => {
  const front = stateFront({ store: await openStore('memory') }, { script: [{ text: 'Sl', finish: 'length' }] })
  const client = front.client()
  const early = [trigger, { role: 'user' as const, content: 'x' }]
  await expect(client.responses.create({ model, input: early })).rejects.toMatchObject({
    status: 400,
    param: 'input[0].type',
  })
  const cut = await client.responses.create({ model, input: [{ role: 'user', content: 'x' }, trigger] })
  expect(cut).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [] })
})

test('An output without its call is refused before anything is asked', async () => {
  const front = stateFront({ store: await openStore('memory') })
  const client = front.client()
  const { id } = await client.responses.create({ model, input: 'Hi' })
  const input = [{ type: 'function_call_output' as const, call_id: 'call_1', output: 'x' }]
  await expect(client.responses.create({ model, input, previous_response_id: id })).rejects.toMatchObject({
    status: 400,
    param: 'input[0].call_id',
  })
  expect(front.mock.requests).toHaveLength(1)
})
