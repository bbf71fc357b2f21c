// The losses of an output, item by item: every way in which a chat message cannot say what a response said.
import { describe, expect, test } from 'vitest'
import { echoes } from '../../src/atlas/echoes.ts'
import { type ConversionOptions, toChatCompletion } from '../../src/index.ts'
import { unlessSaid } from './sentence.ts'

type Plain = Record<string, unknown>

function lossesOf(output: unknown, rest: Plain = {}, options: ConversionOptions = {}): string[] {
  const losses: string[] = []
  const onLoss: ConversionOptions['onLoss'] = ({ effect, path, code, message }) =>
    losses.push(`${effect} ${path} ${code}${unlessSaid(message)}`)
  const response = { id: 'resp_1', created_at: 1, model: 'm', status: 'completed', output, ...rest }
  toChatCompletion(response as never, { ...options, onLoss })
  return losses
}

const text = (value: unknown, rest: Plain = {}) => ({ type: 'output_text', text: value, annotations: [], ...rest })
const refusal = (value: unknown) => ({ type: 'refusal', refusal: value })
const message = (...content: unknown[]) => ({ type: 'message', role: 'assistant', status: 'completed', content })
const call = (rest: Plain = {}) => ({ type: 'function_call', call_id: 'a', name: 'f', arguments: '{}', ...rest })
const thought = (summary: string[], content: string[] = [], rest: Plain = {}) => ({
  type: 'reasoning',
  summary: summary.map(value => ({ type: 'summary_text', text: value })),
  content: content.map(value => ({ type: 'reasoning_text', text: value })),
  ...rest,
})
const asContent = (value: string, rest: Plain = {}) => ({ ...thought([], [value], rest), summary: [] })

const outputs: [name: string, output: unknown[], losses: string[]][] = [
  [
    'reasoning, text and a call',
    [asContent('a'), message(text('b'), refusal('c')), call(), call({ call_id: 'b' })],
    [],
  ],
  ['nothing', [], []],
  ['a text without a message', [text('a')], []],
  ['an empty text without a message', [text('')], ['dropped /output/0 no-counterpart']],
  ['two texts without messages', [text('a'), text('b')], ['changed /output/0 joined', 'changed /output/1 joined']],
  ['an item of no known type', [{ type: 'x' }], ['dropped /output/0 unknown-value']],
  ['a hosted call', [{ type: 'web_search_call' }, message(text('a'))], ['dropped /output/0 no-counterpart']],
  [
    'what a tool returned',
    [{ type: 'function_call_output', call_id: 'a', output: 'x' }, message(text('a'))],
    ['dropped /output/0 no-counterpart'],
  ],
  [
    'what a user said',
    [{ type: 'message', role: 'user', content: [text('a')] }, message(text('a'))],
    ['dropped /output/0 no-counterpart'],
  ],
  ['a message without a role', [{ type: 'message', content: [text('a')] }], []],
  [
    'a message that says nothing',
    [message(text(''), refusal(''), refusal(null))],
    ['dropped /output/0 no-counterpart'],
  ],
  ['a message of no parts', [message()], ['dropped /output/0 no-counterpart']],
  ['a part of no known type', [message(text('a'), { type: 'x' })], ['dropped /output/0/content/1 unknown-value']],
  [
    'two messages',
    [message(text('a')), message(text('b'))],
    ['changed /output/0/content/0 joined', 'changed /output/1 joined'],
  ],
  [
    'two texts in a message',
    [message(text('a'), text('b'))],
    ['changed /output/0/content/0 joined', 'changed /output/0/content/1 joined'],
  ],
  ['a text after its refusal', [message(refusal('a'), text('b'))], ['changed /output/0/content/1 reordered']],
  [
    'a call before the text',
    [call(), message(text('a'))],
    ['changed /output/0 reordered', 'changed /output/1 reordered'],
  ],
  [
    'reasoning after the text',
    [message(text('a')), asContent('b')],
    ['changed /output/0 reordered', 'changed /output/1 reordered'],
  ],
  [
    'two reasonings',
    [asContent('a'), asContent('b')],
    ['changed /output/0/content/0 joined', 'changed /output/1 joined'],
  ],
  ['reasoning that says nothing', [thought([''])], ['dropped /output/0 no-counterpart']],
  ['a call without a name', [call({ name: '' })], ['dropped /output/0 unknown-value']],
  ['a call without an id', [call({ call_id: '' })], ['changed /output/0/call_id reshaped']],
  [
    'an item that is not finished',
    [{ ...message(text('a')), status: 'incomplete' }, call({ status: 'completed' })],
    ['changed /output/0/status reshaped'],
  ],
  [
    'a text that cites',
    [
      message({
        ...text(''),
        annotations: [{ type: 'url_citation', url: 'u', title: 't', start_index: 0, end_index: 0 }],
      }),
    ],
    [],
  ],
  [
    'a bare text after a message',
    [message(text('a')), text('b')],
    ['changed /output/0/content/0 joined', 'changed /output/1 joined'],
  ],
  [
    'a refusal after a text in another message',
    [message(text('a')), message(refusal('b'))],
    ['changed /output/0/content joined', 'changed /output/1 joined'],
  ],
  [
    'a refusal after two texts in another message',
    [message(text('a'), text('b')), message(refusal('c'))],
    ['changed /output/0/content/0 joined', 'changed /output/0/content/1 joined', 'changed /output/1 joined'],
  ],
  ['a part of another type that has a text', [message({ type: 'x', text: 'a' })], ['dropped /output/0 no-counterpart']],
  ['a phase', [{ ...message(text('a')), phase: 'commentary' }], ['dropped /output/0/phase no-counterpart']],
]

describe('of an output, this is reported', () => {
  test.each(outputs)('%s', (_name, output, losses) => {
    expect(lossesOf(output).sort()).toEqual([...losses].sort())
  })

  test('an incomplete answer has an incomplete last item', () => {
    const rest = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }
    const cut = { ...message(text('a')), status: 'incomplete' }
    expect(lossesOf([cut], rest)).toEqual([])
    expect(lossesOf([message(text('a'))], rest)).toEqual(['changed /output/0/status reshaped'])
    expect(lossesOf([cut, call({ status: 'incomplete' })], rest)).toEqual(['changed /output/0/status reshaped'])
  })

  test('reasoning that is not wanted', () => {
    const losses = lossesOf([asContent('a'), message(text('b'))], {}, { reasoning: 'off' })
    expect(losses).toEqual(['dropped /output/0 no-counterpart'])
  })

  test('reasoning comes back in the form that is asked for', () => {
    const both = [thought(['a'], ['b']), message(text('c'))]
    expect(lossesOf([thought(['a'])], {}, { reasoning: 'summary' })).toEqual([])
    expect(lossesOf([asContent('a')], {}, { reasoning: 'summary' })).not.toEqual([])
    expect(lossesOf([thought(['a'])])).not.toEqual([])
    expect(lossesOf(both)).not.toEqual([])
  })
})

describe('of what a response repeats, this is reported', () => {
  const said: Plain = { ...Object.fromEntries(Object.keys(echoes).map(name => [name, 'x'])) }

  test.each(Object.entries(echoes))('%s, unless it is the default', (name, { byDefault }) => {
    expect(lossesOf([message(text('a'))], { [name]: byDefault })).toEqual([])
    expect(lossesOf([message(text('a'))], { [name]: null })).toEqual([])
    expect(lossesOf([message(text('a'))], { [name]: said[name] })).toEqual([`dropped /${name} request-echo`])
    expect(lossesOf([message(text('a'))], { [name]: said[name] }, { request: {} })).toEqual([])
  })

  test('the member of an object that is not the default, or the object if none is', () => {
    const format = { type: 'text' }
    expect(lossesOf([message(text('a'))], { text: { format, verbosity: 'low' } })).toEqual([
      'dropped /text/verbosity request-echo',
    ])
    expect(lossesOf([message(text('a'))], { text: { verbosity: 'low' } })).toEqual(['dropped /text request-echo'])
    expect(lossesOf([message(text('a'))], { text: { format: {}, verbosity: null } })).toEqual([])
    expect(lossesOf([message(text('a'))], { text: { format, 'a/b': 1 } })).toEqual(['dropped /text/a~1b request-echo'])
    expect(lossesOf([message(text('a'))], { reasoning: { effort: null, summary: null } })).toEqual([])
    expect(lossesOf([message(text('a'))], { reasoning: { effort: 'low', summary: null } })).toEqual([
      'dropped /reasoning request-echo',
    ])
    expect(lossesOf([message(text('a'))], { tools: [] })).toEqual([])
    expect(lossesOf([message(text('a'))], { tools: [1] })).toEqual(['dropped /tools request-echo'])
  })

  test('a text of all the output that is another one', () => {
    const output = [message(text('a'), text(null), refusal('x')), text('b'), call()]
    const ofText = (output_text: unknown) =>
      lossesOf(output, { output_text }).filter(loss => loss.includes('output_text'))
    expect(ofText('ab')).toEqual([])
    expect(ofText('')).toEqual([])
    expect(ofText('a')).toEqual(['dropped /output_text no-counterpart'])
  })

  test.each([
    [{ created_at: 1.5 }, ['changed /created_at reshaped']],
    [{ created_at: 1 }, []],
    [{ completed_at: 2 }, ['dropped /completed_at bookkeeping']],
    [{ completed_at: null }, []],
    [{ billing: { payer: 'x' } }, ['dropped /billing bookkeeping']],
    [{ billing: {} }, []],
    [{ vendor: 1 }, ['dropped /vendor unknown-field']],
    [{ vendor: 0 }, []],
    [{ vendor: null }, []],
    [{ status: 'queued' }, ['changed /status unfinished']],
    [{ status: 'in_progress' }, ['changed /status unfinished']],
    [{ status: 'cancelled' }, ['changed /status unfinished']],
    [{ status: 'x' }, ['changed /status unknown-value']],
    [{ status: null }, []],
    [{ status: undefined }, []],
    [{ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }, []],
    [{ status: 'incomplete', incomplete_details: { reason: 'content_filter' } }, []],
    [
      { status: 'incomplete', incomplete_details: { reason: 'steered' } },
      ['changed /incomplete_details/reason unknown-value'],
    ],
    [
      { status: 'incomplete', incomplete_details: { reason: 'max_messages' } },
      ['changed /incomplete_details/reason unknown-value'],
    ],
    [{ status: 'incomplete', incomplete_details: {} }, ['changed /incomplete_details unknown-value']],
    [{ status: 'incomplete', incomplete_details: null }, ['changed /incomplete_details unknown-value']],
    [{ status: 'incomplete' }, ['changed /status unknown-value']],
    [{ incomplete_details: { reason: 'steered' } }, ['dropped /incomplete_details no-counterpart']],
    [{ incomplete_details: {} }, []],
  ])('%j', (rest, losses) => {
    expect(lossesOf([{ ...message(text('a')), status: undefined }], rest)).toEqual(losses)
  })

  test.each([
    ['incomplete', { reason: 'max_output_tokens' }, 'length'],
    ['incomplete', { reason: 'content_filter' }, 'content_filter'],
    ['incomplete', { reason: 'steered' }, 'stop'],
    ['incomplete', { reason: 'max_messages' }, 'length'],
    ['incomplete', null, 'length'],
    ['completed', null, 'stop'],
    ['x', null, 'stop'],
    [null, null, 'stop'],
    ['queued', null, null],
    ['in_progress', null, null],
    ['cancelled', null, null],
  ])('status %s for %j is the finish reason %s', (status, incomplete_details, reason) => {
    const completion = toChatCompletion({ status, incomplete_details, output: [] } as never)
    expect(Object(completion.choices[0]).finish_reason).toBe(reason)
  })
})

describe('the counters of an answer', () => {
  const usageOf = (usage: unknown) => Object(toChatCompletion({ output: [], usage } as never)).usage

  test('have other names, and what is not counted is 0', () => {
    expect(usageOf({ input_tokens: 1, output_tokens: 2 })).toEqual({
      prompt_tokens: 1,
      completion_tokens: 2,
      total_tokens: 3,
    })
    expect(usageOf({})).toEqual({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 })
    expect(usageOf({ input_tokens: 1, output_tokens: null, total_tokens: 9 })).toEqual({
      prompt_tokens: 1,
      completion_tokens: 0,
      total_tokens: 9,
    })
    expect(
      usageOf({
        input_tokens: 1,
        input_tokens_details: { cached_tokens: 1, cache_write_tokens: 2 },
        output_tokens_details: { reasoning_tokens: 3 },
      }),
    ).toEqual({
      prompt_tokens: 1,
      prompt_tokens_details: { cached_tokens: 1, cache_write_tokens: 2 },
      completion_tokens: 0,
      completion_tokens_details: { reasoning_tokens: 3 },
      total_tokens: 1,
    })
  })

  test('are told from those nobody knows', () => {
    expect(
      lossesOf([], {
        usage: { input_tokens: 1, x: 1, input_tokens_details: { y: 1, z: 0 }, output_tokens_details: null },
      }),
    ).toEqual(['dropped /usage/x unknown-field', 'dropped /usage/input_tokens_details/y unknown-field'])
  })
})
