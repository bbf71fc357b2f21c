// Law 5 at the limits of JSON: nesting a hundred thousand deep, texts of ten megabytes, lists of thousands, keys said
// twice. No conversion may overflow the stack or take more than a second.

import { describe, expect, test } from 'vitest'
import { checkResponseEvents, toChatError, toResponsesError } from '../../src/index.ts'
import { extremeDocuments, extremes, placed } from '../arbitraries/extremes.ts'
import { seedsOf } from '../arbitraries/malformed-seeds.ts'
import { pointers } from '../arbitraries/mutations.ts'
import { errorViolations } from '../arbitraries/refusals.ts'
import type { Json } from '../laws/json.ts'
import { type Options, subject } from '../laws/subject.ts'

const options = (): Options => ({ id: prefix => `${prefix}1`, now: () => 1, onLoss: () => {} })

/** Runs once, and twice more if it was slow: the machine may have been busy with something else. */
function withinASecond(run: () => void): boolean {
  for (let attempt = 0; attempt < 3; attempt++) {
    const began = performance.now()
    run()
    if (performance.now() - began < 1000) return true
  }
  return false
}

function judge(name: string, run: () => void): string[] {
  let wrong: string[] = []
  const swift = withinASecond(() => {
    wrong = []
    try {
      run()
    } catch (error) {
      wrong = errorViolations(error)
    }
  })
  if (!swift) wrong.push('it took more than a second')
  return wrong.map(sentence => `${sentence.slice(0, 300)} | ${name}`)
}

const documents = [
  ['toResponsesRequest', subject.toResponsesRequest, seedsOf('to-responses', 'request')],
  ['toChatRequest', subject.toChatRequest, seedsOf('to-chat', 'request')],
  ['toResponse', subject.toResponse, seedsOf('to-responses', 'response')],
  ['toChatCompletion', subject.toChatCompletion, seedsOf('to-chat', 'response')],
] as const

describe('an extreme value', () => {
  for (const [name, convert, seeds] of documents) {
    test(`anywhere in a document neither overflows nor delays ${name}`, () => {
      const found = [...extremeDocuments(seeds)].flatMap(({ name: place, document }) =>
        judge(place, () => convert(document, options())),
      )
      expect(found.slice(0, 10)).toEqual([])
    })
  }

  for (const [name, open, direction] of [
    ['responseEventEncoder', subject.responseEventEncoder, 'to-responses'],
    ['chatChunkEncoder', subject.chatChunkEncoder, 'to-chat'],
  ] as const) {
    test(`anywhere in a stream, once and again, neither overflows nor delays ${name}`, () => {
      const seen = new Set<string>()
      const found = (seedsOf(direction, 'stream') as Json[][]).flatMap(parts =>
        parts.flatMap((part, position) =>
          [...pointers(part)].flatMap(pointer => {
            const kind = `${String(Reflect.get(Object(part), 'type'))} ${pointer.replaceAll(/\/\d+/g, '/n')}`
            if (seen.has(kind)) return []
            seen.add(kind)
            return Object.entries(extremes).flatMap(([extreme, value]) => {
              const wrong = placed(part, pointer, value)
              const stream = [...parts.slice(0, position), wrong, wrong, ...parts.slice(position + 1)]
              return judge(`${extreme}, at ${kind}`, () => {
                const encoder = open(options())
                for (const each of stream) encoder.push(each)
                encoder.finish()
              }).concat(judge(`the checker, ${extreme}, at ${kind}`, () => checkResponseEvents(stream as never)))
            })
          }),
        ),
      )
      expect(found.slice(0, 10)).toEqual([])
    })
  }

  test('anywhere in an error body neither overflows nor delays its conversion', () => {
    const error = { message: 'No.', type: 't', param: 'messages[2].content', code: 'c', status: 400 }
    const bodies: Json[] = [{ error }, { error: 'No.' }, { message: 'No.', code: 400 }, { detail: [{ msg: 'No.' }] }]
    const found = [...extremeDocuments(bodies)].flatMap(({ name, document }) => [
      ...judge(name, () => toResponsesError(400, document)),
      ...judge(name, () => toChatError(400, document)),
    ])
    expect(found).toEqual([])
  })
})

describe('very many', () => {
  const count = 10_000
  const many = (make: (index: number) => Json): Json[] => Array.from({ length: count }, (_, index) => make(index))
  const call = (index: number): Json => ({
    id: `call_${index}`,
    type: 'function',
    function: { name: 'f', arguments: '{}' },
  })
  const result = (index: number): Json => ({ role: 'tool', tool_call_id: `call_${index}`, content: 'x' })
  const item = (index: number): Json => ({
    type: 'function_call',
    call_id: `call_${index}`,
    name: 'f',
    arguments: '{}',
  })
  const output = (index: number): Json => ({ type: 'function_call_output', call_id: `call_${index}`, output: 'x' })
  const user: Json = { role: 'user', content: 'x' }
  const token: Json = { token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }
  const cite: Json = { type: 'url_citation', url_citation: { url: 'u', title: 't', start_index: 0, end_index: 1 } }
  const flatCite: Json = { type: 'url_citation', url: 'u', title: 't', start_index: 0, end_index: 1 }

  const requests: Record<string, [convert: (typeof documents)[number][1], document: Json]> = {
    'messages with a name': [subject.toResponsesRequest, { messages: many(() => ({ ...Object(user), name: 'n' })) }],
    'unknown keys': [subject.toResponsesRequest, { messages: [], ...Object.fromEntries(many(i => `k${i}`).entries()) }],
    'calls and results': [
      subject.toResponsesRequest,
      { messages: [{ role: 'assistant', content: null, tool_calls: many(call) }, ...many(result)] },
    ],
    'legacy calls answered from the last to the first': [
      subject.toResponsesRequest,
      {
        messages: [
          ...many(index => ({ role: 'assistant', content: null, function_call: { name: `f${index}`, arguments: '' } })),
          ...many(index => ({ role: 'function', name: `f${count - 1 - index}`, content: 'x' })),
        ],
      },
    ],
    'parts of a message': [
      subject.toResponsesRequest,
      { messages: [{ role: 'user', content: many(() => ({ type: 'text', text: 'x', key: 1 })) }] },
    ],
    'tools in chat': [
      subject.toResponsesRequest,
      { messages: [], tools: many(index => ({ type: 'function', function: { name: `f${index}` } })) },
    ],
    'results that come late': [subject.toChatRequest, { input: [...many(item), ...many(() => user), ...many(output)] }],
    'turns whose results come late': [
      subject.toChatRequest,
      { input: [...many(index => [item(index), user]).flat(), ...many(output)] },
    ],
    'thoughts of one turn': [
      subject.toChatRequest,
      { input: [...many(() => ({ type: 'reasoning', summary: [{ type: 'summary_text', text: 'x' }] })), item(0)] },
    ],
    'tools in Responses': [
      subject.toChatRequest,
      { input: 'x', tools: many(index => ({ type: 'function', name: `f${index}` })) },
    ],
    'tools of namespaces': [
      subject.toChatRequest,
      {
        input: 'x',
        tools: many(index => ({ type: 'namespace', name: `n${index}`, tools: [{ type: 'function', name: 'f' }] })),
      },
    ],
    'hosted tools and entries of include': [
      subject.toChatRequest,
      { input: 'x', tools: many(() => ({ type: 'mcp' })), include: many(index => `i${index}`) },
    ],
    'calls of an answer': [
      subject.toResponse,
      { choices: [{ index: 0, message: { role: 'assistant', content: null, tool_calls: many(call) } }] },
    ],
    'choices, tokens and citations': [
      subject.toResponse,
      {
        choices: many(index => ({
          index,
          message: { role: 'assistant', content: 'a', ...(index === 0 ? { annotations: many(() => cite) } : {}) },
          logprobs: index === 0 ? { content: many(() => token) } : null,
        })),
      },
    ],
    'calls of a response': [subject.toChatCompletion, { output: many(item) }],
    'messages of a response': [
      subject.toChatCompletion,
      { output: many(() => ({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'x' }] })) },
    ],
    'parts, tokens and citations': [
      subject.toChatCompletion,
      {
        output: [
          {
            type: 'message',
            role: 'assistant',
            content: many(index => ({
              type: 'output_text',
              text: 'a',
              ...(index === 0 ? { annotations: many(() => flatCite), logprobs: many(() => token) } : {}),
            })),
          },
        ],
      },
    ],
  }

  for (const [name, [convert, document]] of Object.entries(requests)) {
    test(`${name} are converted within a second`, () => {
      expect(judge(name, () => convert(document, options()))).toEqual([])
    })
  }

  const chunk = (delta: Json, rest: object = {}): Json => ({ id: 'c', choices: [{ index: 0, delta, ...rest }] })
  const streams: Record<string, [open: typeof subject.responseEventEncoder, parts: Json[]]> = {
    'deltas of text with tokens': [
      subject.responseEventEncoder,
      [...many(() => chunk({ content: 'a' }, { logprobs: { content: [token] } })), '[DONE]'],
    ],
    'calls of a chat stream': [
      subject.responseEventEncoder,
      [...many(index => chunk({ tool_calls: [{ index, ...Object(call(index)) }] })), '[DONE]'],
    ],
    'calls without an index': [
      subject.responseEventEncoder,
      [...many(index => chunk({ tool_calls: [call(index)] })), '[DONE]'],
    ],
    'items of a stream of events': [
      subject.chatChunkEncoder,
      [
        ...many(index => ({
          type: 'response.output_item.done',
          output_index: index,
          item: { ...Object(item(index)), id: `fc_${index}` },
        })),
        { type: 'response.completed', response: { id: 'r', status: 'completed', output: [] } },
      ],
    ],
    'deltas of a stream of events': [
      subject.chatChunkEncoder,
      [
        ...many(() => ({
          type: 'response.output_text.delta',
          output_index: 0,
          content_index: 0,
          delta: 'a',
          logprobs: [token],
        })),
        { type: 'response.completed', response: { id: 'r', status: 'completed', output: [] } },
      ],
    ],
  }

  for (const [name, [open, parts]] of Object.entries(streams)) {
    test(`${name} are converted within a second`, () => {
      const run = () => {
        const encoder = open(options())
        for (const part of parts) encoder.push(part)
        encoder.finish()
      }
      expect(judge(name, run)).toEqual([])
    })
  }
})

describe('a key that is said twice', () => {
  test('means what it said last, as JSON is read everywhere', () => {
    const twice = '{"model":"a","messages":[],"model":"b","messages":[{"role":"user","content":"x","content":"y"}]}'
    const once = { model: 'b', messages: [{ role: 'user', content: 'y' }] }
    expect(subject.toResponsesRequest(JSON.parse(twice), {})).toEqual(subject.toResponsesRequest(once, {}))
  })
})

describe('half a character', () => {
  test('is carried over as it came', () => {
    const half = JSON.parse('"\\ud83d"')
    const converted = subject.toResponsesRequest({ messages: [{ role: 'user', content: half }] }, {})
    expect(converted).toMatchObject({ input: half })
  })

  test('at the end of a delta is whole again in the finished text', () => {
    const encoder = subject.responseEventEncoder(options())
    const [first, second] = '😀'
      .split('')
      .map(content => ({ id: 'c', choices: [{ index: 0, delta: { content }, finish_reason: null }] }))
    encoder.push(first)
    encoder.push(second)
    encoder.push('[DONE]')
    const last = encoder.finish().at(-1)
    expect(last).toMatchObject({ response: { output: [{ content: [{ text: '😀' }] }] } })
  })
})

describe('base64 that is none', () => {
  // Whether it is an image, a file or a sound is for the model to say: nothing here decodes it.
  const bad = [
    '',
    '!!!',
    'AAA',
    'data:',
    'data:image/png;base64,',
    'data:;base64,====',
    'data:image/png;base64,é😀',
    '\ud800',
  ]

  test.each(bad)('is carried over as it came, both ways: %j', data => {
    const chat = [
      { type: 'image_url', image_url: { url: data } },
      { type: 'file', file: { filename: 'a.pdf', file_data: data } },
      { type: 'input_audio', input_audio: { data, format: 'wav' } },
    ]
    const responses = [
      { type: 'input_image', image_url: data },
      { type: 'input_file', filename: 'a.pdf', file_data: data },
      { type: 'input_audio', input_audio: { data, format: 'wav' } },
    ]
    const there = subject.toResponsesRequest({ messages: [{ role: 'user', content: chat }] }, options())
    expect(there).toMatchObject({ input: [{ role: 'user', content: responses }] })
    expect(subject.toChatRequest(there, options())).toMatchObject({ messages: [{ role: 'user', content: chat }] })
  })
})
