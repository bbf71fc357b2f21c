// The other parameters of a request, both ways.
import { describe, expect, test } from 'vitest'
import { toResponsesRequest } from '../../src/index.ts'
import { type Case, refused, toChat, toResponses } from './requests.ts'

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
