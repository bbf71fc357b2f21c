// createFetch over two turns: tool loops with reasoning, whose server remembers nothing, under the real SDKs.
import OpenAI from 'openai'
import OpenAI5 from 'openai5'
import OpenAI6 from 'openai6'
import { afterEach, describe, expect, test } from 'vitest'
import { type CreateFetchOptions, createFetch } from '../../src/shim/fetch.ts'
import { type Call, clientOf, closeAll, collect, serve } from './sdk.ts'
import { chatUrl, jsonAnswer, post, responseBody, scriptedUpstream } from './upstream.ts'

afterEach(closeAll)

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const tools = [{ type: 'function', function: { name: 'weather', parameters } }]
const question = { role: 'user', content: 'How is it in Oslo?' }
const thinking = {
  reasoning: { summary: 'I need the weather.', encrypted: 'gAAAA-sealed' },
  calls: [{ name: 'weather' }],
}

interface Message {
  role: string
  tool_calls: Call[]
  reasoning_details?: unknown[]
}

const resultFor = (message: Message) => ({ role: 'tool', tool_call_id: message.tool_calls[0]?.id, content: 'rain' })

/** The reasoning items among the input of the second request the mock got, and what both asked for. */
function secondRequest(mock: Awaited<ReturnType<typeof serve>>['mock']) {
  const [first, second] = mock.requests.map(({ body }) => body as { include?: string[]; input: { type?: string }[] })
  return {
    asked: [first?.include, second?.include],
    reasoning: second?.input.filter(item => item.type === 'reasoning'),
    order: second?.input.map(item => item.type ?? 'message'),
  }
}

const expected = {
  asked: [['reasoning.encrypted_content'], ['reasoning.encrypted_content']],
  reasoning: [
    {
      type: 'reasoning',
      id: expect.stringMatching(/^rs_/),
      summary: [{ type: 'summary_text', text: 'I need the weather.' }],
      encrypted_content: 'gAAAA-sealed',
    },
  ],
  order: ['message', 'reasoning', 'function_call', 'function_call_output'],
}

describe.each(['openai 4', 'openai 7'] as const)('%s, in a tool loop with a reasoning model', major => {
  test('gives the sealed reasoning back with the message it got', async () => {
    const { mock, baseURL, bridged } = await serve('responses', { script: [thinking] })
    const { completions } = clientOf(major, baseURL, bridged).chat
    const ask = (body: object) => completions.create(body)
    const first = (await ask({ model: 'gpt-5', messages: [question], tools })) as { choices: [{ message: Message }] }
    const { message } = first.choices[0]
    expect(message.reasoning_details).toEqual([
      { type: 'reasoning.encrypted', id: expect.any(String), data: 'gAAAA-sealed', format: 'openai-responses-v1' },
    ])
    await ask({ model: 'gpt-5', messages: [question, message, resultFor(message)], tools })
    expect(secondRequest(mock)).toMatchObject(expected)
  })

  test('finds it in a stream, in one piece and in the last chunk before the finish', async () => {
    const { baseURL, bridged } = await serve('responses', { script: [thinking] })
    const client = clientOf(major, baseURL, bridged)
    const chunks = await collect(
      await client.chat.completions.create({ model: 'gpt-5', messages: [question], tools, stream: true }),
    )
    const deltas = (chunks as unknown as { choices: [{ delta: Message }] }[]).map(chunk => chunk.choices[0].delta)
    expect(deltas.flatMap((delta, index) => (delta.reasoning_details ? [index] : []))).toEqual([deltas.length - 2])
    expect(deltas.at(-2)?.reasoning_details).toMatchObject([{ data: 'gAAAA-sealed' }])
  })
})

test('the stream helper of openai 7 keeps it, and the loop goes on', async () => {
  const { mock, baseURL, bridged } = await serve('responses', { script: [thinking] })
  const client = new OpenAI({ baseURL, apiKey: 'sk-test', fetch: bridged, maxRetries: 0 })
  const stream = client.chat.completions.stream({ model: 'gpt-5', messages: [question], tools } as never)
  const completion = (await stream.finalChatCompletion()) as unknown as { choices: [{ message: Message }] }
  const { message } = completion.choices[0]
  await client.chat.completions.create({
    model: 'gpt-5',
    messages: [question, message, resultFor(message)],
    tools,
  } as never)
  const { reasoning } = secondRequest(mock)
  expect(reasoning).toMatchObject([{ encrypted_content: 'gAAAA-sealed' }])
})

describe('runTools', () => {
  type Settings = { baseURL: string; apiKey: string; fetch: typeof fetch }
  type Runner = { runTools(body: never): { finalContent(): Promise<string | null> } }

  async function run(clientOf: (settings: Settings) => { chat: { completions: Runner } }) {
    const { mock, baseURL, bridged } = await serve('responses', { script: [thinking] })
    const { completions } = clientOf({ baseURL, apiKey: 'sk-test', fetch: bridged }).chat
    const described = { name: 'weather', description: 'The weather.', parameters }
    const tool = { type: 'function', function: { ...described, function: () => 'rain', parse: JSON.parse } }
    const runner = completions.runTools({ model: 'gpt-5', messages: [question], tools: [tool] } as never)
    expect(await runner.finalContent()).toBe('The tool said: "rain"')
    return secondRequest(mock)
  }

  test('of openai 5 carries it from turn to turn by itself', async () => {
    expect(await run(settings => new OpenAI5(settings))).toMatchObject(expected)
  })

  test('of openai 6 and 7 sends back only what the API documents: the reasoning is lost, and nothing else', async () => {
    const order = ['message', 'function_call', 'function_call_output']
    expect(await run(settings => new OpenAI6(settings))).toMatchObject({ reasoning: [], order })
    expect(await run(settings => new OpenAI(settings))).toMatchObject({ reasoning: [], order })
  })
})

describe('who is asked to seal', () => {
  async function include(body: object, options: Partial<CreateFetchOptions> = {}) {
    const { fetch, calls } = scriptedUpstream(jsonAnswer(responseBody))
    const bridged = createFetch({ upstream: 'responses', fetch, ...options })
    await bridged(chatUrl, post({ messages: [question], ...body }))
    return calls[0]?.body.include
  }
  const sealed = ['reasoning.encrypted_content']

  test.each([
    'o1',
    'o3-mini',
    'o4-mini-2025-04-16',
    'gpt-5',
    'gpt-5.2-codex',
    'gpt-6',
    'codex-mini-latest',
    'openai/gpt-5-mini',
    'ft:o4-mini:org',
  ])('%s, by its name', async model => expect(await include({ model })).toEqual(sealed))

  test.each([
    'gpt-4.1',
    'gpt-4o',
    'gpt-5-chat-latest',
    'openai/gpt-5.1-chat',
    'chatgpt-4o-latest',
    'llama-3-70b',
    'my-o3-like',
  ])('not %s, which would refuse it', async model => expect(await include({ model })).toBeUndefined())

  test('any model that is asked for effort, or has sealed something before', async () => {
    expect(await include({ model: 'my-deployment', reasoning_effort: 'low' })).toEqual(sealed)
    const detail = { type: 'reasoning.encrypted', id: 'rs_1', data: 'x', format: 'openai-responses-v1' }
    const earlier = { role: 'assistant', content: 'Hm.', reasoning_details: [detail] }
    expect(await include({ model: 'my-deployment', messages: [question, earlier, question] })).toEqual(sealed)
  })

  test('any or none, if the option says so', async () => {
    expect(await include({ model: 'my-deployment' }, { carryReasoning: true })).toEqual(sealed)
    expect(await include({ model: 'gpt-5' }, { carryReasoning: false })).toBeUndefined()
  })
})

describe.each(['openai 4', 'openai 7'] as const)('%s, speaking Responses to a chat server that reasons', major => {
  test('gives the text back in our envelope, though it replays nothing but that', async () => {
    const { mock, baseURL, bridged } = await serve('chat', {
      script: [
        { reasoning: { text: 'I need the weather.' }, calls: [{ name: 'weather', arguments: { city: 'Oslo' } }] },
      ],
    })
    const client = clientOf(major, baseURL, bridged)
    const flat = [{ type: 'function', name: 'weather', parameters, strict: false }]
    const settings = { model: 'm', tools: flat, store: false, include: ['reasoning.encrypted_content'] }
    const first = await client.responses.create({ ...settings, input: [question] })
    const [reasoning, call] = (first as { output: [object, { call_id: string }] }).output
    const output = { type: 'function_call_output', call_id: call.call_id, output: 'rain' }
    await client.responses.create({ ...settings, input: [question, { ...reasoning, content: null }, call, output] })
    expect(mock.requests[1]?.body).toMatchObject({
      messages: [{ role: 'user' }, { role: 'assistant', reasoning_content: 'I need the weather.' }, { role: 'tool' }],
    })
  })
})
