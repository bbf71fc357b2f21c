// The streams of the mock: exactly the events of the real APIs, read by the official SDK.
import OpenAI from 'openai'
import { LengthFinishReasonError } from 'openai/error'
import { describe, expect, test } from 'vitest'
import { type Answer, createMock, type Mock } from '../../src/mock/index.ts'

function connect(...script: Answer[]): { mock: Mock; client: OpenAI } {
  const mock = createMock({ script })
  const fetch = (url: string | URL | Request, init?: RequestInit) => mock.fetch(new Request(url, init))
  return { mock, client: new OpenAI({ apiKey: 'sk-test', baseURL: 'http://mock.test/v1', fetch, maxRetries: 0 }) }
}

async function post(mock: Mock, path: string, body: object): Promise<string> {
  const request = new Request(`http://mock.test/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await mock.fetch(request)).text()
}

/** The `data:` lines of a stream, parsed, [DONE] left as it is. */
function dataOf(text: string): unknown[] {
  const lines = text.split('\n').filter(line => line.startsWith('data: '))
  return lines.map(line => (line === 'data: [DONE]' ? '[DONE]' : JSON.parse(line.slice(6))))
}

const messages = [{ role: 'user' as const, content: 'Hello there' }]
const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const chatTools = ['first', 'second'].map(name => ({ type: 'function' as const, function: { name, parameters } }))
const responsesTools = ['first', 'second'].map(name => ({ type: 'function' as const, strict: true, name, parameters }))

describe('chat chunks', () => {
  test('open with the role, end with a finish reason and [DONE], and have no usage unless asked', async () => {
    const text = await post(createMock(), 'chat/completions', {
      model: 'm',
      messages,
      stream: true,
      stream_options: { include_obfuscation: false },
    })
    const head = {
      id: 'chatcmpl-mock1',
      object: 'chat.completion.chunk',
      created: 1735689600,
      model: 'm',
      service_tier: 'default',
      system_fingerprint: 'fp_mock',
    }
    const chunk = (delta: object, finish_reason: string | null = null) => ({
      ...head,
      choices: [{ index: 0, delta, logprobs: null, finish_reason }],
    })
    expect(dataOf(text)).toEqual([
      chunk({ role: 'assistant', content: '', refusal: null }),
      chunk({ content: 'You' }),
      chunk({ content: ' said:' }),
      chunk({ content: ' "Hello' }),
      chunk({ content: ' there"' }),
      chunk({}, 'stop'),
      '[DONE]',
    ])
    expect(text).not.toContain('event:')
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  })

  test('carry usage on a last chunk without choices when asked, and null on all others', async () => {
    const body = { model: 'm', messages, stream: true, stream_options: { include_usage: true } }
    const chunks = dataOf(await post(createMock(), 'chat/completions', body)).slice(
      0,
      -1,
    ) as OpenAI.ChatCompletionChunk[]
    expect(chunks.slice(0, -1).every(chunk => chunk.usage === null && chunk.choices.length === 1)).toBe(true)
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 5, completion_tokens: 4, total_tokens: 9 },
    })
  })

  test('put the first call into the first chunk and number the others', async () => {
    const body = { model: 'm', messages: [{ role: 'user', content: 'both' }], stream: true, tools: chatTools }
    const chunks = dataOf(await post(createMock(), 'chat/completions', body)).slice(
      0,
      -1,
    ) as OpenAI.ChatCompletionChunk[]
    expect(chunks[0]?.choices[0]?.delta).toEqual({
      role: 'assistant',
      content: null,
      refusal: null,
      tool_calls: [{ index: 0, id: 'call_mock1', type: 'function', function: { name: 'first', arguments: '' } }],
    })
    const calls = chunks.flatMap(chunk => chunk.choices[0]?.delta.tool_calls ?? [])
    expect(calls.filter(call => call.id).map(call => [call.index, call.id])).toEqual([
      [0, 'call_mock1'],
      [1, 'call_mock2'],
    ])
    const later = calls.filter(call => call.id === undefined)
    expect(later.every(call => Object.keys(call).join() === 'index,function')).toBe(true)
    expect(chunks.at(-1)?.choices[0]).toMatchObject({ delta: {}, finish_reason: 'tool_calls' })
  })

  test('add up to what the answer without streaming is, for each kind of answer', async () => {
    const answers: Answer[] = [
      { text: 'Some text, with more words.', calls: [{ name: 'first', arguments: { city: 'Rome' } }] },
      { refusal: 'I would rather not.' },
      { text: 'cut off', finish: 'length' },
      {
        calls: [
          { name: 'first', arguments: '{"city": "Bern"}' },
          { name: 'second', arguments: {} },
        ],
      },
    ]
    for (const answer of answers) {
      const { client } = connect(answer, answer)
      const request = { model: 'm', messages, tools: chatTools, logprobs: true }
      const whole = await client.chat.completions.create(request)
      const streamed = client.chat.completions.stream({ ...request, stream_options: { include_usage: true } })
      // An answer cut off makes the SDK's own stream throw at its end, so the chunks are read before that.
      streamed.on('error', () => {})
      const content: string[] = []
      const calls: string[] = []
      const reasons: string[] = []
      try {
        for await (const chunk of streamed) {
          const [choice] = chunk.choices
          content.push(choice?.delta.content ?? choice?.delta.refusal ?? '')
          for (const call of choice?.delta.tool_calls ?? []) {
            calls[call.index] =
              (calls[call.index] ?? '') + (call.function?.name ?? '') + (call.function?.arguments ?? '')
          }
          if (choice?.finish_reason) reasons.push(choice.finish_reason)
        }
      } catch (error) {
        expect(error).toBeInstanceOf(LengthFinishReasonError)
      }
      const message = whole.choices[0]?.message
      expect(content.join('')).toBe(message?.content ?? message?.refusal ?? '')
      expect(calls).toEqual(
        (message?.tool_calls ?? []).map(call =>
          call.type === 'function' ? call.function.name + call.function.arguments : '',
        ),
      )
      expect(reasons).toEqual([whole.choices[0]?.finish_reason])
    }
  })

  test('are folded by the SDK into the finished completion', async () => {
    const { client } = connect()
    const stream = client.chat.completions.stream({
      model: 'm',
      messages,
      n: 2,
      stream_options: { include_usage: true },
    })
    const final = await stream.finalChatCompletion()
    expect(final.choices.map(choice => choice.message.content)).toEqual(Array(2).fill('You said: "Hello there"'))
    expect(final.usage?.completion_tokens).toBe(8)
  })

  test('carry reasoning and custom tool input', async () => {
    const script = [{ reasoning: { text: 'Think first.' }, calls: [{ name: 'exec', input: 'ls -l' }] }]
    const body = { model: 'm', messages, stream: true, tools: [{ type: 'custom', custom: { name: 'exec' } }] }
    const text = await post(createMock({ script }), 'chat/completions', body)
    const deltas = dataOf(text)
      .slice(0, -1)
      .map(chunk => (chunk as OpenAI.ChatCompletionChunk).choices[0]?.delta)
    expect(deltas.slice(0, 4)).toEqual([
      { role: 'assistant', content: '', refusal: null },
      { reasoning_content: 'Think' },
      { reasoning_content: ' first.' },
      { tool_calls: [{ index: 0, id: 'call_mock1', type: 'custom', custom: { name: 'exec', input: '' } }] },
    ])
    expect(deltas[4]).toEqual({ tool_calls: [{ index: 0, custom: { input: 'ls' } }] })
  })
})

describe('Responses events', () => {
  test('are named on their own line, numbered without gaps and end without [DONE]', async () => {
    const text = await post(createMock(), 'responses', { model: 'm', input: 'Hello there', stream: true })
    const events = dataOf(text) as OpenAI.Responses.ResponseStreamEvent[]
    expect(events.map(event => event.type)).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      ...Array(4).fill('response.output_text.delta'),
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ])
    expect(events.map(event => event.sequence_number)).toEqual(events.map((_, index) => index))
    const names = text
      .split('\n')
      .filter(line => line.startsWith('event: '))
      .map(line => line.slice(7))
    expect(names).toEqual(events.map(event => event.type))
    expect(text).not.toContain('[DONE]')
    const [created, , added] = events
    expect(created).toMatchObject({
      response: { status: 'in_progress', output: [], usage: null, service_tier: 'auto' },
    })
    expect(added).toMatchObject({ item: { status: 'in_progress', content: [] }, output_index: 0 })
  })

  test('say nothing of lengths when the caller does not want filler', async () => {
    const ask = (stream_options: object) =>
      post(createMock(), 'responses', { model: 'm', input: 'Hi', stream: true, stream_options })
    expect(await ask({ include_obfuscation: false })).not.toContain('obfuscation')
    const filled = dataOf(await ask({ include_obfuscation: true })) as { delta?: string; obfuscation?: string }[]
    const deltas = filled.filter(event => event.delta !== undefined)
    expect(deltas.length).toBeGreaterThan(0)
    expect(deltas.every(event => ((event.delta ?? '') + (event.obfuscation ?? '')).length % 16 === 0)).toBe(true)
  })

  test('are accepted by the strictest reader, for each kind of answer, and give what the answer without streaming gives', async () => {
    const answers: Answer[] = [
      {
        text: 'Some text, with more words.',
        citations: [{ url: 'https://example.com/', title: 'Example', start: 0, end: 4 }],
      },
      { refusal: 'I would rather not.' },
      { text: '', finish: 'content_filter' },
      { reasoning: { summary: ['First.', 'Then this.'], text: 'Raw thoughts', encrypted: 'gAAAA' }, text: 'Well.' },
      {
        text: 'Let me see.',
        calls: [
          { name: 'first', arguments: { city: 'Rome' } },
          { name: 'second', arguments: {} },
        ],
      },
      { calls: [{ type: 'custom', name: 'exec', input: 'ls -l' }] },
      {},
    ]
    for (const answer of answers) {
      const request = {
        model: 'm',
        input: 'Hi',
        include: ['reasoning.encrypted_content' as const, 'message.output_text.logprobs' as const],
        tools: [...responsesTools, { type: 'custom' as const, name: 'exec' }],
      }
      const stream = connect(answer).client.responses.stream(request)
      const seen: string[] = []
      stream.on('event', event => seen.push(event.type))
      const streamed = await stream.finalResponse()
      const whole = await connect(answer).client.responses.create(request)
      const bare = (value: object) =>
        JSON.parse(JSON.stringify(value, (key, entry) => (/parsed/.test(key) ? undefined : entry)))
      const { billing, ...expected } = bare(whole)
      expect(billing).toEqual({ payer: 'developer' })
      expect(bare(streamed)).toEqual(expected)
      expect(seen.at(-1)).toBe(answer.finish ? 'response.incomplete' : 'response.completed')
    }
  })

  test('of a call have the whole arguments in the end and no content parts', async () => {
    const text = await post(createMock(), 'responses', {
      model: 'm',
      input: 'in Rome',
      stream: true,
      tools: responsesTools,
    })
    const events = dataOf(text) as (OpenAI.Responses.ResponseStreamEvent & { delta?: string })[]
    const deltas = events.filter(event => event.type === 'response.function_call_arguments.delta')
    expect(deltas.map(event => event.delta).join('')).toBe('{"city":"Rome"}')
    expect(events.find(event => event.type === 'response.function_call_arguments.done')).toMatchObject({
      arguments: '{"city":"Rome"}',
      item_id: 'fc_mock1',
    })
    expect(events.filter(event => event.type.includes('content_part'))).toEqual([])
  })

  test('of a parse carry the parsed object', async () => {
    const { client } = connect()
    const stream = client.responses.stream({
      model: 'm',
      input: 'in Rome',
      text: { format: { type: 'json_schema', name: 'city', strict: true, schema: parameters } },
    })
    expect((await stream.finalResponse()).output_parsed).toEqual({ city: 'Rome' })
  })
})
