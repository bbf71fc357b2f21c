// Reasoning carried through a caller's history by the conversions themselves: `carryReasoning` for chat callers.
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type ConversionOptions, type Loss, toChatCompletion, toResponsesRequest } from '../../src/index.ts'
import { type JsonObject, loadFixtures } from '../fixtures.ts'
import { judgeStream } from '../laws/judge-streams.ts'
import { openLedger } from '../laws/ledger.ts'
import { readSse } from '../laws/read-sse.ts'
import { recordings } from '../laws/run-recordings.ts'
import { type Options, type Subject, subject } from '../laws/subject.ts'

const message = (text: string) => ({
  id: 'msg_1',
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
})
const call = { id: 'fc_1', type: 'function_call', status: 'completed', call_id: 'call_1', name: 'f', arguments: '{}' }
const sealed = (id: string, ...summary: string[]) => ({
  id,
  type: 'reasoning',
  summary: summary.map(text => ({ type: 'summary_text', text })),
  encrypted_content: `gAAAA-${id}`,
})
const response = (...output: object[]) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  model: 'gpt-5',
  output,
})
const detail = (id: string) => ({
  type: 'reasoning.encrypted',
  id,
  data: `gAAAA-${id}`,
  format: 'openai-responses-v1',
})

function collecting(options: ConversionOptions = { carryReasoning: true }) {
  const losses: Loss[] = []
  const lines = () => losses.map(({ effect, path }) => `${effect} ${path}`)
  return { options: { ...options, onLoss: (loss: Loss) => void losses.push(loss) }, lines }
}

/** A response's message as the caller gets it, and the losses. */
function answered(output: object[], options?: ConversionOptions) {
  const { options: all, lines } = collecting(options)
  const completion = toChatCompletion(response(...output) as never, all)
  return { message: completion.choices[0]?.message as unknown as JsonObject, losses: lines() }
}

/** The input of a request whose history holds these assistant messages, and the losses. */
function asked(messages: object[], options?: ConversionOptions) {
  const { options: all, lines } = collecting(options)
  const history = messages.flatMap(message => [{ role: 'user', content: 'Go on.' }, message])
  const request = toResponsesRequest({ model: 'gpt-5', messages: history } as never, all) as unknown as JsonObject
  const input = (request.input as JsonObject[]).filter(item => item.role !== 'user')
  return { input, include: request.include, losses: lines() }
}

describe('what a Responses server has sealed', () => {
  test('stands in reasoning_details of the message, beside its text, and is no loss', () => {
    const { message: said, losses } = answered([sealed('rs_1', 'Thinking.'), message('51')])
    expect(said).toMatchObject({ content: '51', reasoning_content: 'Thinking.', reasoning_details: [detail('rs_1')] })
    expect(losses).toEqual([])
  })

  test('is dropped and reported, as ever, without the option', () => {
    const { message: said, losses } = answered([sealed('rs_1', 'Thinking.'), message('51')], { reasoning: 'summary' })
    expect(said).not.toHaveProperty('reasoning_details')
    expect(losses).toEqual(['dropped /output/0/encrypted_content'])
    const request = asked([{ role: 'assistant', content: '51', reasoning_details: [detail('rs_1')] }], {})
    expect(request).toMatchObject({ input: [{ role: 'assistant' }], losses: ['dropped /messages/1/reasoning_details'] })
    expect(request.include).toBeUndefined()
  })

  test('comes back as the item it was, before the message, and is asked for again', () => {
    for (const item of [sealed('rs_1'), sealed('rs_1', 'Thinking.')]) {
      const { message: said } = answered([item, message('51')])
      const { input, include, losses } = asked([said])
      expect(input).toEqual([item, { role: 'assistant', content: '51' }])
      expect(include).toEqual(['reasoning.encrypted_content'])
      expect(losses).toEqual([])
    }
  })

  test('comes back in any number, before the calls it led to', () => {
    const { message: said, losses } = answered([sealed('rs_1', 'One.'), sealed('rs_2'), call])
    expect(losses).toEqual([])
    const { input } = asked([said])
    expect(input.map(item => item.id ?? item.type)).toEqual(['rs_1', 'rs_2', 'function_call'])
    expect(input.slice(0, 2)).toEqual([sealed('rs_1', 'One.'), sealed('rs_2')])
  })

  test('tells what of it chat cannot keep: the order among other items, parts of a summary, plain text', () => {
    expect(answered([sealed('rs_1'), call, sealed('rs_2'), { ...call, call_id: 'call_2' }]).losses).toEqual([
      'changed /output/1',
      'changed /output/2',
    ])
    expect(answered([sealed('rs_1', 'One.', 'Two.'), call]).losses).toEqual(['changed /output/0/summary'])
    expect(answered([sealed('rs_1', 'One.'), sealed('rs_2', 'Two.'), call]).losses.sort()).toEqual([
      'changed /output/0/summary',
      'changed /output/1/summary',
    ])
    const plain = { ...sealed('rs_1'), content: [{ type: 'reasoning_text', text: 'Thinking.' }] }
    expect(answered([plain, call]).losses).toEqual(['changed /output/0'])
    expect(answered([sealed('rs_1', 'One.'), call], { carryReasoning: true, reasoning: 'off' })).toMatchObject({
      message: { reasoning_details: [detail('rs_1')] },
      losses: ['changed /output/0'],
    })
  })

  test('that the caller has stripped breaks nothing', () => {
    const { message: said } = answered([sealed('rs_1', 'Thinking.'), call])
    const { reasoning_details: _, reasoning_content: __, ...bare } = said
    expect(asked([bare])).toMatchObject({ input: [{ type: 'function_call' }], losses: [] })
  })

  test('of one message but not of another: unsealed text would be refused, so it is dropped and reported', () => {
    const kept = { role: 'assistant', content: '1', reasoning_content: 'One.', reasoning_details: [detail('rs_1')] }
    const stripped = { role: 'assistant', content: '2', reasoning_content: 'Two.' }
    const { input, losses } = asked([kept, stripped])
    expect(input).toEqual([
      sealed('rs_1', 'One.'),
      { role: 'assistant', content: '1' },
      { role: 'assistant', content: '2' },
    ])
    expect(losses).toEqual(['dropped /messages/3/reasoning_content'])
  })

  test('and what others have put there is told apart', () => {
    const foreign = { type: 'reasoning.encrypted', id: 'x', data: 'y', format: 'anthropic-claude-v1' }
    const text = { type: 'reasoning.text', text: 'Hm.', format: 'openai-responses-v1' }
    const mixed = { role: 'assistant', content: '1', reasoning_details: [foreign, detail('rs_1'), text] }
    expect(asked([mixed])).toMatchObject({
      input: [sealed('rs_1'), { role: 'assistant' }],
      losses: ['dropped /messages/1/reasoning_details/0', 'dropped /messages/1/reasoning_details/2'],
    })
    for (const reasoning_details of [[foreign], 'text', { a: 1 }, [null, 7]]) {
      const { input, losses } = asked([{ role: 'assistant', content: '1', reasoning_details }])
      expect([input, losses]).toEqual([
        [{ role: 'assistant', content: '1' }],
        ['dropped /messages/1/reasoning_details'],
      ])
    }
    for (const reasoning_details of [null, []]) {
      expect(asked([{ role: 'assistant', content: '1', reasoning_details }]).losses).toEqual([])
    }
  })

  test('joins what the request includes besides', () => {
    const request = { model: 'gpt-5', messages: [{ role: 'user', content: 'Hi.' }], logprobs: true }
    expect(toResponsesRequest(request as never, { carryReasoning: true }).include).toEqual([
      'message.output_text.logprobs',
      'reasoning.encrypted_content',
    ])
  })
})

/** The library with the option on, for the judge of the laws. */
const carrying: Subject = {
  ...subject,
  toChatCompletion: (input, options) => subject.toChatCompletion(input, on(options)),
  chatChunkEncoder: options => subject.chatChunkEncoder(on(options)),
  toChatChunks: (parts, options) => subject.toChatChunks(parts, on(options)),
}
const on = (options: Options) => ({ ...options, carryReasoning: true })

async function violations(streams: { name: string; events: unknown[] }[]): Promise<string[]> {
  const ledger = openLedger()
  for (const { name, events } of streams) {
    await judgeStream({ subject: carrying, ledger, file: name, direction: 'responses to chat' }, events as never)
  }
  return ledger.violations.map(({ law, file, sentence }) => `${law}: ${file}: ${sentence}`)
}

/** The same stream with every reasoning item sealed, where a server would send it: when the item is done, and at the end. */
function withSeals(events: unknown[]): unknown[] {
  const seal = (item: JsonObject) =>
    item.type === 'reasoning' ? { ...item, encrypted_content: `seal of ${item.id}` } : item
  return (events as JsonObject[]).map(event => {
    if (event.type === 'response.output_item.done') return { ...event, item: seal(event.item as JsonObject) }
    const { response } = event as { response?: JsonObject }
    return response === undefined
      ? event
      : { ...event, response: { ...response, output: (response.output as JsonObject[]).map(seal) } }
  })
}

describe('a stream that is sealed', () => {
  const streams = loadFixtures('').flatMap(({ name, conversions }) =>
    conversions
      .filter(({ kind, direction }) => kind === 'stream' && direction === 'to-chat')
      .map(({ source }) => ({ name, events: withSeals(source as unknown[]) })),
  )

  test('adds up to what the finished response is converted to, in every case there is', async () => {
    expect(streams.filter(({ events }) => JSON.stringify(events).includes('seal of')).length).toBeGreaterThan(2)
    expect(await violations(streams)).toEqual([])
  })

  const folder = process.env.BRIDGE_RECORDINGS ?? ''
  test.runIf(existsSync(folder))('adds up in recorded traffic too', async () => {
    const recorded = recordings(folder).flatMap(({ file, exchange }) =>
      typeof exchange.response_sse === 'string' && exchange.response_sse.includes('"encrypted_content":"')
        ? [{ name: file, events: readSse(exchange.response_sse).events }]
        : [],
    )
    expect(recorded.length).toBeGreaterThan(3)
    expect(await violations(recorded)).toEqual([])
  })
})
