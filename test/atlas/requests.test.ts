// The pieces of requests, both ways: what exactly becomes of each, and what is reported as lost.
import { describe, expect, test } from 'vitest'
import { type ConversionOptions, toChatRequest, toResponsesRequest } from '../../src/index.ts'
import { unlessSaid } from './sentence.ts'

type Plain = Record<string, unknown>
type Case = [name: string, given: unknown, expected: unknown, losses?: string[]]

function observed(convert: (options: ConversionOptions) => unknown): { value: Plain; losses: string[] } {
  const losses: string[] = []
  const value = Object(
    convert({ onLoss: ({ effect, path, message }) => losses.push(`${effect} ${path}${unlessSaid(message)}`) }),
  )
  return { value, losses: losses.sort() }
}

const toResponses = (request: Plain, more: ConversionOptions = {}) =>
  observed(options => toResponsesRequest({ model: 'm', messages: [], ...request } as never, { ...options, ...more }))
const toChat = (request: Plain, more: ConversionOptions = {}) =>
  observed(options => toChatRequest({ model: 'm', input: [], ...request } as never, { ...options, ...more }))

const refused = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return String(error)
  }
  return 'accepted'
}

const breakpoint = { prompt_cache_breakpoint: { mode: 'explicit' } }

describe('a part of what a user says', () => {
  const url = 'https://example.com/a.png'
  const parts: Case[] = [
    ['a text', { type: 'text', text: 'a', ...breakpoint }, { type: 'input_text', text: 'a', ...breakpoint }],
    [
      'an image',
      { type: 'image_url', image_url: { url }, ...breakpoint },
      { type: 'input_image', image_url: url, ...breakpoint },
    ],
    [
      'an image with a detail',
      { type: 'image_url', image_url: { url, detail: 'low' } },
      { type: 'input_image', image_url: url, detail: 'low' },
    ],
    [
      'an image with more',
      { type: 'image_url', image_url: { url, x: 1 } },
      { type: 'input_image', image_url: url },
      ['dropped /image_url/x'],
    ],
    [
      'speech',
      { type: 'input_audio', input_audio: { data: 'x', format: 'wav' }, ...breakpoint },
      { type: 'input_audio', input_audio: { data: 'x', format: 'wav' }, ...breakpoint },
    ],
    [
      'a file by its data',
      { type: 'file', file: { file_data: 'x', filename: 'a' }, ...breakpoint },
      { type: 'input_file', file_data: 'x', filename: 'a', ...breakpoint },
    ],
    ['a file by its id', { type: 'file', file: { file_id: 'x' } }, { type: 'input_file', file_id: 'x' }],
    ['a refusal', { type: 'refusal', refusal: 'No' }, { type: 'refusal', refusal: 'No' }],
    ['a text with more', { type: 'text', text: 'a', x: 1 }, { type: 'input_text', text: 'a' }, ['dropped /x']],
  ]

  test.each(parts)('is carried to Responses: %s', (_name, part, expected, losses = []) => {
    const { value, losses: found } = toResponses({ messages: [{ role: 'user', content: [part] }] })
    expect(value.input).toEqual([{ role: 'user', content: [expected] }])
    expect(found).toEqual(losses.map(loss => loss.replace(' ', ' /messages/0/content/0')))
  })

  test.each(parts.filter(([, , , losses]) => losses === undefined))('comes back: %s', (_name, expected, part) => {
    const { value, losses } = toChat({ input: [{ role: 'user', content: [part] }] })
    expect(value.messages).toEqual([{ role: 'user', content: [expected] }])
    expect(losses).toEqual([])
  })

  const gone: Case[] = [
    ['an image by its file id', { type: 'input_image', file_id: 'x' }, undefined],
    ['an image without anything', { type: 'input_image', image_url: null, file_id: 'x' }, undefined],
    ['a file by its URL', { type: 'input_file', file_url: 'x' }, undefined],
    ['a part of no known type', { type: 'x' }, undefined],
  ]

  test.each(gone)('is lost to chat, alone and beside others: %s', (_name, part) => {
    const beside = toChat({ input: [{ role: 'user', content: [{ type: 'input_text', text: 'a' }, part] }] })
    expect(beside).toEqual({
      value: { model: 'm', messages: [{ role: 'user', content: [{ type: 'text', text: 'a' }] }] },
      losses: ['dropped /input/0/content/1'],
    })
    expect(toChat({ input: [{ role: 'user', content: [part] }] })).toEqual({
      value: { model: 'm', messages: [] },
      losses: ['dropped /input/0'],
    })
    expect(toChat({ input: [{ role: 'assistant', content: [part] }] })).toEqual({
      value: { model: 'm', messages: [] },
      losses: ['dropped /input/0'],
    })
  })

  test('is lost to chat where chat has less', () => {
    const lossesOf = (part: unknown) =>
      toChat({ input: [{ role: 'user', content: [part] }] }).losses.map(loss => loss.replace('/input/0/content/0', ''))
    expect(lossesOf({ type: 'input_image', image_url: 'x', file_id: 'y' })).toEqual(['dropped /file_id'])
    expect(lossesOf({ type: 'input_image', image_url: 'x', file_id: null, detail: null })).toEqual([])
    expect(lossesOf({ type: 'input_file', file_data: 'x', file_url: 'y', detail: 'high' })).toEqual([
      'dropped /detail',
      'dropped /file_url',
    ])
    expect(lossesOf({ type: 'input_file', file_data: 'x', detail: 'auto' })).toEqual([])
    expect(lossesOf({ type: 'output_text', text: 'x', annotations: [], logprobs: [] })).toEqual([])
    expect(lossesOf({ type: 'output_text', text: 'x', annotations: [1], logprobs: [1] })).toEqual([
      'dropped /annotations',
      'dropped /logprobs',
    ])
  })

  test('must have what it is for', () => {
    const chat = (part: unknown) => refused(() => toResponses({ messages: [{ role: 'user', content: [part] }] }))
    const responses = (part: unknown) => refused(() => toChat({ input: [{ role: 'user', content: [part] }] }))
    expect(chat({ type: 'file', file: {} })).toBe(
      'InvalidInputError: A file must have file_data or a file_id. (at /messages/0/content/0/file)',
    )
    expect(chat({ type: 'file' })).toBe(
      'InvalidInputError: The file of a file part must be an object. (at /messages/0/content/0/file)',
    )
    expect(chat({ type: 'text' })).toBe(
      'InvalidInputError: The text of a text part must be a string. (at /messages/0/content/0/text)',
    )
    expect(chat({ type: 'image_url' })).toBe(
      'InvalidInputError: The image_url of an image part must be an object. (at /messages/0/content/0/image_url)',
    )
    expect(chat({ type: 'image_url', image_url: {} })).toBe(
      'InvalidInputError: The URL of an image must be a string. (at /messages/0/content/0/image_url/url)',
    )
    expect(chat({ type: 'input_audio', input_audio: { data: 'x' } })).toBe(
      'InvalidInputError: The format of an audio part must be a string. (at /messages/0/content/0/input_audio/format)',
    )
    expect(chat({ type: 'input_audio', input_audio: {} })).toBe(
      'InvalidInputError: The data of an audio part must be a string. (at /messages/0/content/0/input_audio/data)',
    )
    expect(chat({ type: 'input_audio' })).toBe(
      'InvalidInputError: The input_audio of an audio part must be an object. (at /messages/0/content/0/input_audio)',
    )
    expect(chat({ type: 'refusal' })).toBe(
      'InvalidInputError: The refusal must be a string. (at /messages/0/content/0/refusal)',
    )
    expect(chat({})).toBe(
      'InvalidInputError: The type of a content part must be a string. (at /messages/0/content/0/type)',
    )
    expect(chat(1)).toBe('InvalidInputError: A content part must be an object. (at /messages/0/content/0)')
    expect(responses({ type: 'input_file' })).toBe(
      'InvalidInputError: A file must have file_data, a file_id or a file_url. (at /input/0/content/0)',
    )
    expect(responses({ type: 'input_file', file_url: 1 })).toBe(
      'InvalidInputError: The URL of a file must be a string. (at /input/0/content/0/file_url)',
    )
    expect(responses({ type: 'input_image' })).toBe(
      'InvalidInputError: The file_id of an image without an image_url must be a string. (at /input/0/content/0/file_id)',
    )
    expect(responses({ type: 'input_image', image_url: {} })).toBe(
      'InvalidInputError: image_url must be a string. (at /input/0/content/0/image_url)',
    )
    expect(responses({ type: 'input_text' })).toBe(
      'InvalidInputError: The text of a text part must be a string. (at /input/0/content/0/text)',
    )
    expect(responses({ type: 'refusal' })).toBe(
      'InvalidInputError: The refusal must be a string. (at /input/0/content/0/refusal)',
    )
    expect(refused(() => toResponses({ messages: [{ role: 'user', content: {} }] }))).toBe(
      'InvalidInputError: Content must be a string or an array of parts. (at /messages/0/content)',
    )
  })
})

describe('a tool', () => {
  const parameters = { type: 'object' }
  const grammar = { definition: 'a', syntax: 'lark' }
  const tools: Case[] = [
    [
      'a function',
      { type: 'function', function: { name: 'f', parameters, strict: true } },
      { type: 'function', name: 'f', parameters, strict: true },
    ],
    [
      'a function with a description',
      { type: 'function', function: { name: 'f', description: 'd', parameters, strict: false } },
      { type: 'function', name: 'f', description: 'd', parameters, strict: false },
    ],
    [
      'a custom tool',
      { type: 'custom', custom: { name: 'g', description: 'd' } },
      { type: 'custom', name: 'g', description: 'd' },
    ],
    [
      'a custom tool for text',
      { type: 'custom', custom: { name: 'g', format: { type: 'text' } } },
      { type: 'custom', name: 'g', format: { type: 'text' } },
    ],
    [
      'a custom tool with a grammar',
      { type: 'custom', custom: { name: 'g', format: { type: 'grammar', grammar } } },
      { type: 'custom', name: 'g', format: { type: 'grammar', ...grammar } },
    ],
  ]

  test.each(tools)('is carried both ways: %s', (_name, chat, responses) => {
    expect(toResponses({ tools: [chat] })).toMatchObject({ value: { tools: [responses] }, losses: [] })
    expect(toChat({ tools: [responses] })).toMatchObject({ value: { tools: [chat] }, losses: [] })
  })

  test('says what it does not require, and unsays it', () => {
    expect(toResponses({ tools: [{ type: 'function', function: { name: 'f' } }] }).value.tools).toEqual([
      { type: 'function', name: 'f', parameters: null, strict: false },
    ])
    expect(toResponses({ tools: [{ type: 'function', function: { name: 'f', strict: null } }] }).value.tools).toEqual([
      { type: 'function', name: 'f', parameters: null, strict: false },
    ])
    expect(toChat({ tools: [{ type: 'function', name: 'f', parameters: null, strict: null }] }).value.tools).toEqual([
      { type: 'function', function: { name: 'f' } },
    ])
    expect(toResponses({ functions: [{ name: 'f', x: 1 }], function_call: { name: 'f' } })).toMatchObject({
      value: {
        tools: [{ type: 'function', name: 'f', parameters: null, strict: false }],
        tool_choice: { type: 'function', name: 'f' },
      },
      losses: ['dropped /functions/0/x'],
    })
  })

  const responsesLosses: Case[] = [
    [
      'a function with flags',
      { type: 'function', name: 'f', async: true, defer_loading: true, allowed_callers: ['x'], output_schema: {} },
      null,
      ['allowed_callers', 'async', 'defer_loading', 'output_schema'],
    ],
    [
      'a function with the default flags',
      { type: 'function', name: 'f', async: false, defer_loading: false },
      null,
      [],
    ],
    [
      'a custom tool with flags',
      { type: 'custom', name: 'f', async: true, defer_loading: true, x: 1 },
      null,
      ['async', 'defer_loading', 'x'],
    ],
    [
      'a custom tool with half a grammar',
      { type: 'custom', name: 'f', format: { type: 'text', definition: 'a', syntax: 'b' } },
      null,
      ['format/definition', 'format/syntax'],
    ],
  ]

  test.each(responsesLosses)('loses in chat what chat has not: %s', (_name, tool, _expected, losses = []) => {
    expect(toChat({ tools: [tool] }).losses).toEqual(losses.map(key => `dropped /tools/0/${key}`))
  })

  test('loses in Responses what nobody knows', () => {
    const lossesOf = (tool: unknown) => toResponses({ tools: [tool] }).losses
    expect(lossesOf({ type: 'function', function: { name: 'f', x: 1 }, y: 1 })).toEqual([
      'dropped /tools/0/function/x',
      'dropped /tools/0/y',
    ])
    expect(lossesOf({ type: 'custom', custom: { name: 'f', format: { type: 'text', grammar } } })).toEqual([
      'dropped /tools/0/custom/format/grammar',
    ])
    expect(lossesOf({ type: 'custom', custom: { name: 'f', format: { type: 'text', grammar: null } } })).toEqual([])
    expect(
      lossesOf({
        type: 'custom',
        custom: { name: 'f', format: { type: 'grammar', grammar: { ...grammar, x: 1 }, y: 1 } },
      }),
    ).toEqual(['dropped /tools/0/custom/format/grammar/x', 'dropped /tools/0/custom/format/y'])
  })

  test('of a namespace carries it in its name, and a long name is shortened', () => {
    const members = ['find', 'a'.repeat(80), 'b c'].map(name => ({ type: 'function', name, parameters }))
    const { value, losses } = toChat({
      tools: [
        { type: 'namespace', name: 'crm', description: 'd', tools: members },
        { type: 'namespace', name: 'x__', tools: [members[0]] },
      ],
    })
    const names = (value.tools as Plain[]).map(tool => Object(tool.function).name)
    expect(names).toEqual([
      'crm__find',
      expect.stringMatching(/^crm__a{50}_[0-9a-f]{8}$/),
      expect.stringMatching(/^crm__b_c_[0-9a-f]{8}$/),
      'x__find',
    ])
    expect(names[1]).toHaveLength(64)
    expect(losses).toEqual(['changed /tools/0', 'changed /tools/1', 'dropped /tools/0/description'])
    expect(names.slice(1, 3)).toEqual([`crm__${'a'.repeat(50)}_7e349ff5`, 'crm__b_c_dd85e954'])
  })

  test('cannot have the name of another one', () => {
    const find = { type: 'function', name: 'find', parameters }
    const both = (...tools: unknown[]) => refused(() => toChat({ tools }))
    expect(
      both({ type: 'namespace', name: 'a', tools: [find] }, { type: 'function', name: 'a__find', parameters }),
    ).toContain(
      'A tool has the same name as one of a namespace would have in chat; rename one of them. (at /tools/1/name)',
    )
    expect(
      both(
        { type: 'namespace', name: 'a', tools: [{ ...find, name: '_find' }] },
        { type: 'namespace', name: 'a_', tools: [find] },
      ),
    ).toContain('Two tools would have the same name in chat; rename one of them. (at /tools/1/tools/0/name)')
    expect(both({ type: 'namespace', name: 'a', tools: [find, find] })).toBe('accepted')
  })
})

describe('the choice of a tool', () => {
  const one = { type: 'function', function: { name: 'f', parameters: {} } }
  const flatOne = { type: 'function', name: 'f', parameters: {} }
  const choices: Case[] = [
    ['a mode', 'required', 'required'],
    ['none', 'none', 'none'],
    ['auto', 'auto', 'auto'],
    ['a function', { type: 'function', function: { name: 'f' } }, { type: 'function', name: 'f' }],
    ['a custom tool', { type: 'custom', custom: { name: 'f' } }, { type: 'custom', name: 'f' }],
    [
      'some tools',
      {
        type: 'allowed_tools',
        allowed_tools: {
          mode: 'auto',
          tools: [
            { type: 'function', function: { name: 'f' } },
            { type: 'custom', custom: { name: 'g' } },
          ],
        },
      },
      {
        type: 'allowed_tools',
        mode: 'auto',
        tools: [
          { type: 'function', name: 'f' },
          { type: 'custom', name: 'g' },
        ],
      },
    ],
  ]

  test.each(choices)('is carried both ways: %s', (_name, chat, responses) => {
    expect(toResponses({ tools: [one], tool_choice: chat })).toMatchObject({
      value: { tool_choice: responses },
      losses: [],
    })
    expect(toChat({ tools: [flatOne], tool_choice: responses })).toMatchObject({
      value: { tool_choice: chat },
      losses: [],
    })
  })

  test('is lost where the other API has no such tool', () => {
    expect(toResponses({ tools: [one], tool_choice: { type: 'x' } }).losses).toEqual(['dropped /tool_choice'])
    expect(toChat({ tools: [flatOne], tool_choice: { type: 'web_search' } }).losses).toEqual(['dropped /tool_choice'])
    expect(
      toChat({
        tools: [flatOne],
        tool_choice: {
          type: 'allowed_tools',
          mode: 'auto',
          x: 1,
          tools: [{ type: 'function', name: 'f' }, { type: 'mcp' }],
        },
      }),
    ).toMatchObject({
      value: { tool_choice: { allowed_tools: { tools: [{ type: 'function' }] } } },
      losses: ['dropped /tool_choice/tools/1', 'dropped /tool_choice/x'],
    })
    expect(
      toResponses({
        tools: [one],
        tool_choice: { type: 'allowed_tools', x: 1, allowed_tools: { mode: 'auto', y: 1, tools: [{ type: 'x' }] } },
      }).losses,
    ).toEqual([
      'dropped /tool_choice/allowed_tools/tools/0',
      'dropped /tool_choice/allowed_tools/y',
      'dropped /tool_choice/x',
    ])
  })

  test('and parallel calls mean nothing without tools', () => {
    expect(toChat({ tool_choice: 'required', parallel_tool_calls: false, tools: [] })).toEqual({
      value: { model: 'm', messages: [] },
      losses: ['dropped /parallel_tool_calls', 'dropped /tool_choice'],
    })
    expect(toChat({ tool_choice: 'auto', parallel_tool_calls: true })).toEqual({
      value: { model: 'm', messages: [] },
      losses: [],
    })
    expect(toChat({ tool_choice: null, parallel_tool_calls: null })).toEqual({
      value: { model: 'm', messages: [] },
      losses: [],
    })
    expect(toChat({ tool_choice: 'required', tools: [flatOne] }).value.tool_choice).toBe('required')
  })

  test('of old is a mode or a name', () => {
    const chosen = (function_call: unknown) =>
      toResponses({ functions: [{ name: 'f' }], function_call }).value.tool_choice
    expect([chosen('none'), chosen('auto'), chosen({ name: 'f' })]).toEqual([
      'none',
      'auto',
      { type: 'function', name: 'f' },
    ])
    expect(refused(() => chosen('x'))).toContain(
      'function_call must be "none", "auto" or an object with the name of a function. (at /function_call)',
    )
    expect(refused(() => chosen({}))).toContain(
      'The name of the function to call must be a string. (at /function_call/name)',
    )
  })
})

describe('a parameter', () => {
  const hi = { messages: [{ role: 'user', content: 'Hi' }] }
  const forth: Case[] = [
    ['a limit', { max_completion_tokens: 16 }, { max_output_tokens: 16 }],
    ['a small limit', { max_completion_tokens: 15 }, { max_output_tokens: 16 }, ['changed /max_completion_tokens']],
    ['an old limit', { max_tokens: 20 }, { max_output_tokens: 20 }],
    ['a small old limit', { max_tokens: 1 }, { max_output_tokens: 16 }, ['changed /max_tokens']],
    ['two limits', { max_tokens: 20, max_completion_tokens: 30 }, { max_output_tokens: 30 }, ['dropped /max_tokens']],
    ['two equal limits', { max_tokens: 20, max_completion_tokens: 20 }, { max_output_tokens: 20 }],
    [
      'two equal small limits',
      { max_tokens: 8, max_completion_tokens: 8 },
      { max_output_tokens: 16 },
      ['changed /max_completion_tokens', 'dropped /max_tokens'],
    ],
    ['no limit beside an old one', { max_tokens: 20, max_completion_tokens: null }, { max_output_tokens: 20 }],
    ['storing', { store: true }, { store: true }],
    ['nothing about storing', { store: null }, { store: false }],
    ['a format', { response_format: { type: 'json_object' } }, { text: { format: { type: 'json_object' } } }],
    [
      'a schema',
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'a', schema: {}, strict: true, description: 'd' },
        },
      },
      { text: { format: { type: 'json_schema', name: 'a', schema: {}, strict: true, description: 'd' } } },
    ],
    [
      'a schema nobody reads',
      { response_format: { type: 'text', json_schema: { name: 'a' } } },
      { text: { format: { type: 'text' } } },
      ['dropped /response_format/json_schema'],
    ],
    ['no schema', { response_format: { type: 'text', json_schema: null } }, { text: { format: { type: 'text' } } }],
    [
      'a format with more',
      { response_format: { type: 'json_schema', x: 1, json_schema: { name: 'a', y: 1 } } },
      { text: { format: { type: 'json_schema', name: 'a' } } },
      ['dropped /response_format/json_schema/y', 'dropped /response_format/x'],
    ],
    [
      'verbosity and effort',
      { verbosity: 'low', reasoning_effort: 'high' },
      { text: { verbosity: 'low' }, reasoning: { effort: 'high' } },
    ],
    [
      'log probabilities',
      { logprobs: true, top_logprobs: 3 },
      { include: ['message.output_text.logprobs'], top_logprobs: 3 },
    ],
    ['no log probabilities', { logprobs: false, top_logprobs: 0 }, {}],
    ['candidates of nothing', { top_logprobs: 3 }, {}, ['dropped /top_logprobs']],
    [
      'stream options',
      { stream_options: { include_obfuscation: false, include_usage: true } },
      { stream_options: { include_obfuscation: false } },
      ['dropped /stream_options/include_usage'],
    ],
    ['usage only', { stream_options: { include_usage: true } }, {}, ['dropped /stream_options']],
    ['no usage', { stream_options: { include_usage: false } }, {}],
    [
      'web search',
      {
        model: 'gpt-5-search-api',
        web_search_options: {
          search_context_size: 'low',
          user_location: { type: 'approximate', approximate: { city: 'c', country: 'd', region: 'r', timezone: 't' } },
        },
      },
      {
        tools: [
          {
            type: 'web_search',
            search_context_size: 'low',
            user_location: { type: 'approximate', city: 'c', country: 'd', region: 'r', timezone: 't' },
          },
        ],
      },
    ],
    [
      'web search for any model',
      { web_search_options: {} },
      { tools: [{ type: 'web_search' }] },
      ['changed /web_search_options'],
    ],
    [
      'one answer',
      { n: 1, frequency_penalty: 0, presence_penalty: 0, logit_bias: {}, modalities: ['text'], stop: null, seed: null },
      {},
    ],
    ['several answers', { n: 2 }, {}, ['dropped /n']],
    [
      'the rest',
      {
        stop: 'x',
        seed: 0,
        logit_bias: { a: 1 },
        frequency_penalty: 1,
        presence_penalty: 1,
        prediction: {},
        modalities: ['text', 'audio'],
        audio: {},
      },
      {},
      ['audio', 'frequency_penalty', 'logit_bias', 'modalities', 'prediction', 'presence_penalty', 'seed', 'stop'].map(
        key => `dropped /${key}`,
      ),
    ],
  ]

  test.each(forth)('becomes in Responses: %s', (_name, given, expected, losses = []) => {
    const { value, losses: found } = toResponses({ ...hi, ...Object(given) })
    const { model: _model, input: _input, ...rest } = value
    expect(rest).toEqual({ store: false, ...Object(expected) })
    expect(found).toEqual([...losses].sort())
  })

  const back: Case[] = [
    ['a limit', { max_output_tokens: 16 }, { max_completion_tokens: 16 }],
    ['storing', { store: true }, { store: true }],
    [
      'a schema',
      { text: { format: { type: 'json_schema', name: 'a', schema: {} } } },
      { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {} } } },
    ],
    [
      'a format',
      { text: { format: { type: 'json_object' }, verbosity: 'low' } },
      { response_format: { type: 'json_object' }, verbosity: 'low' },
    ],
    [
      'a grammar',
      { text: { format: { type: 'grammar', definition: 'a', syntax: 'b' } } },
      { response_format: { type: 'grammar' } },
      ['dropped /text/format/definition', 'dropped /text/format/syntax'],
    ],
    [
      'reasoning',
      { reasoning: { effort: 'low', summary: 'auto', context: 'x', mode: 'y', generate_summary: 'z' } },
      { reasoning_effort: 'low' },
      ['context', 'generate_summary', 'mode', 'summary'].map(key => `dropped /reasoning/${key}`),
    ],
    ['only a summary', { reasoning: { summary: 'auto' } }, {}, ['dropped /reasoning']],
    ['no reasoning', { reasoning: { effort: null } }, { reasoning_effort: null }],
    [
      'log probabilities',
      { include: ['message.output_text.logprobs'], top_logprobs: 3 },
      { logprobs: true, top_logprobs: 3 },
    ],
    [
      'what cannot be included',
      { include: ['message.output_text.logprobs', 'x', 'reasoning.encrypted_content'] },
      { logprobs: true },
      ['dropped /include/1', 'dropped /include/2'],
    ],
    ['nothing that can be included', { include: ['x'] }, {}, ['dropped /include']],
    ['candidates of nothing', { top_logprobs: 3 }, {}, ['dropped /top_logprobs']],
    ['no candidates', { top_logprobs: 0, include: null }, {}],
    [
      'stream options',
      { stream_options: { include_obfuscation: true, x: 1 } },
      { stream_options: { include_obfuscation: true } },
      ['dropped /stream_options/x'],
    ],
    ['no stream options', { stream_options: { x: 1 } }, {}, ['dropped /stream_options']],
    [
      'web search',
      {
        model: 'gpt-4o-search-preview',
        tools: [
          {
            type: 'web_search',
            search_context_size: 'low',
            external_web_access: true,
            search_content_types: ['text'],
            user_location: { type: 'approximate', city: 'c' },
          },
        ],
      },
      {
        web_search_options: {
          search_context_size: 'low',
          user_location: { type: 'approximate', approximate: { city: 'c' } },
        },
      },
    ],
    [
      'web search with more',
      {
        model: 'gpt-4o-search-preview-2025-03-11',
        tools: [{ type: 'web_search', external_web_access: false, search_content_types: ['image'], filters: {} }],
      },
      { web_search_options: {} },
      ['dropped /tools/0/external_web_access', 'dropped /tools/0/filters', 'dropped /tools/0/search_content_types'],
    ],
    [
      'web search for any model',
      {
        model: 'gpt-search',
        tools: [{ type: 'web_search' }, { type: 'function', name: 'f', parameters: {} }].slice(0, 1),
      },
      { web_search_options: {} },
    ],
    [
      'web search for no search model',
      { model: 'gpt-searching', tools: [{ type: 'web_search' }] },
      {},
      ['dropped /tools'],
    ],
    [
      'hosted tools',
      { tools: [{ type: 'mcp' }, { type: 'x' }, { type: 'web_search_preview' }] },
      {},
      ['dropped /tools'],
    ],
    [
      'hosted tools beside others',
      { tools: [{ type: 'mcp' }, { type: 'custom', name: 'g' }] },
      { tools: [{ type: 'custom', custom: { name: 'g' } }] },
      ['dropped /tools/0'],
    ],
    [
      'what is the default',
      { background: false, truncation: 'disabled', context_management: [], conversation: null, metadata: { a: 'b' } },
      { metadata: { a: 'b' } },
    ],
    [
      'the rest',
      {
        background: true,
        truncation: 'auto',
        context_management: [{}],
        conversation: 'x',
        previous_response_id: 'x',
        prompt: {},
        max_tool_calls: 1,
        image: {},
        access_programs: 1,
        vendor: 1,
        'a/b': 1,
      },
      {},
      [
        'access_programs',
        'a~1b',
        'background',
        'context_management',
        'conversation',
        'image',
        'max_tool_calls',
        'previous_response_id',
        'prompt',
        'truncation',
        'vendor',
      ].map(key => `dropped /${key}`),
    ],
  ]

  test.each(back)('becomes in chat: %s', (_name, given, expected, losses = []) => {
    const { value, losses: found } = toChat({ input: 'Hi', ...Object(given) })
    const { model: _model, messages: _messages, ...rest } = value
    expect(rest).toEqual(expected)
    expect(found).toEqual([...losses].sort())
  })

  test('that asks for sealed reasoning is answered with an envelope of ours, if that is carried', () => {
    const sealing = { input: 'Hi', include: ['reasoning.encrypted_content'] }
    expect(toChat(sealing, { carryReasoning: true }).losses).toEqual(['emulated /include/0'])
    expect(toResponses(hi, { carryReasoning: true }).value.include).toEqual(['reasoning.encrypted_content'])
    expect(toResponses({ ...hi, logprobs: true }, { carryReasoning: true }).value.include).toEqual([
      'message.output_text.logprobs',
      'reasoning.encrypted_content',
    ])
    expect('include' in toResponses(hi).value).toBe(false)
  })

  test('that the caller does itself is emulated, and no obstacle', () => {
    expect(toResponses({ ...hi, stop: 'x', n: 2 }, { emulates: ['/stop'] }).losses).toEqual([
      'dropped /n',
      'emulated /stop',
    ])
    expect(
      refused(() =>
        toResponsesRequest({ model: 'm', ...hi, stop: 'x' } as never, { emulates: ['/stop'], strict: true }),
      ),
    ).toBe('accepted')
    expect(
      refused(() => toResponsesRequest({ model: 'm', ...hi, stop: 'x', n: 2 } as never, { strict: true })),
    ).toContain('and 1 more) Leave it out')
    expect(
      toResponses({ ...hi, stream_options: { include_usage: true } }, { emulates: ['/stream_options/include_usage'] })
        .losses,
    ).toEqual(['emulated /stream_options/include_usage'])
  })
})
