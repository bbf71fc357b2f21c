// The judge of streams before the judge: what adds up, and faults planted by hand that have to be caught.
import { describe, expect, test } from 'vitest'
import { foldChat } from './fold-chat.ts'
import { foldResponses } from './fold-responses.ts'
import { isRecord, type Json, type JsonObject } from './json.ts'
import { readSse } from './read-sse.ts'
import { sampleStream } from './sample-stream.ts'
import { wellFormedViolations } from './well-formed.ts'

describe('an emitted stream', () => {
  const verdict = (plant: (events: JsonObject[]) => void) => {
    const events = sampleStream()
    plant(events)
    return wellFormedViolations(events).join('\n')
  }
  const renumber = (events: JsonObject[]) => {
    for (const [index, event] of events.entries()) event.sequence_number = index
  }
  const terminal = (events: JsonObject[]): JsonObject => {
    const response = events.at(-1)?.response
    if (!isRecord(response)) throw new Error('the sample has no terminal response')
    return response
  }

  test('made by hand is well formed and adds up', () => {
    expect(verdict(() => {})).toBe('')
    const folded = foldResponses(sampleStream())
    expect(folded.contradictions).toEqual([])
    expect(folded.rebuilt).toEqual(folded.response)
  })
  test('with a wrong output_index is caught', () => {
    expect(
      verdict(events =>
        events.forEach(event => {
          if (event.output_index === 1) event.output_index = 0
        }),
      ),
    ).toMatch(/output_index/)
  })
  test('with any one of its events left out is caught', () => {
    for (const [index, event] of sampleStream().entries()) {
      // The event that only says the response is in progress may be left out.
      if (event.type === 'response.in_progress') continue
      const found = verdict(events => {
        events.splice(index, 1)
        renumber(events)
      })
      expect(found, `without event ${index} (${String(event.type)})`).not.toBe('')
    }
  })
  test('with any one of its events said twice is caught', () => {
    for (const [index, event] of sampleStream().entries()) {
      if (event.type === 'response.in_progress') continue
      const found = verdict(events => {
        events.splice(index, 0, event)
        renumber(events)
      })
      expect(found, `event ${index} (${String(event.type)}) twice`).not.toBe('')
    }
  })
  test('whose finished object lost the refusal is caught', () => {
    expect(
      verdict(events => {
        const [message] = Array.isArray(terminal(events).output) ? (terminal(events).output as JsonObject[]) : []
        if (message !== undefined && Array.isArray(message.content)) message.content.pop()
      }),
    ).toMatch(/output: items/)
  })
  test('with a gap in sequence_number, another item_id or a content_index that goes on is caught', () => {
    expect(verdict(events => events.splice(1, 1))).toMatch(/sequence_number/)
    expect(verdict(events => Object.assign(events[4] ?? {}, { item_id: 'msg_2' }))).toMatch(/item_id/)
    const shifted = verdict(events => {
      for (const event of events.slice(3, 8)) event.content_index = 1
    })
    expect(shifted).toMatch(/part/)
  })
  test('whose ending does not fit its status, or has no usage, is caught', () => {
    expect(verdict(events => Object.assign(terminal(events), { status: 'incomplete' }))).toMatch(/with status/)
    expect(verdict(events => delete terminal(events).usage)).toMatch(/usage/)
    expect(verdict(events => Object.assign(events.at(-1) ?? {}, { type: 'response.failed' }))).toMatch(
      /without an error/,
    )
  })
})

describe('the chunks of a chat stream', () => {
  const chunk = (delta: JsonObject, rest: JsonObject = {}): Json => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [{ index: 0, delta, finish_reason: null, logprobs: null }],
    ...rest,
  })
  test('add up to the whole message', () => {
    const call = (index: number, rest: JsonObject): JsonObject => ({ tool_calls: [{ index, ...rest }] })
    const { completion, done, finished } = foldChat([
      chunk({ role: 'assistant', content: '', refusal: null }, { obfuscation: 'xyz' }),
      chunk({ content: 'Hel', reasoning_content: 'I ' }),
      chunk({ content: 'lo', reasoning_content: 'think' }, { service_tier: 'default' }),
      chunk({ refusal: 'No', annotations: [{ type: 'url_citation' }] }),
      chunk(call(0, { id: 'a', type: 'function', function: { name: 'f', arguments: '' } })),
      chunk(call(1, { id: 'b', type: 'custom', custom: { name: 'g', input: 'x' } })),
      chunk(call(0, { function: { arguments: '{}' } })),
      chunk(call(1, { custom: { input: 'y' } })),
      chunk(call(1, { id: 'c', type: 'function', function: { name: 'h', arguments: '1' } })),
      chunk({}, { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls', logprobs: null }] }),
      chunk({}, { choices: [], usage: { total_tokens: 3 } }),
      '[DONE]',
    ])
    expect({ done, finished }).toEqual({ done: true, finished: true })
    expect(completion).toMatchObject({ object: 'chat.completion', service_tier: 'default', usage: { total_tokens: 3 } })
    expect(completion.obfuscation).toBeUndefined()
    expect(completion.choices).toEqual([
      {
        index: 0,
        finish_reason: 'tool_calls',
        logprobs: null,
        message: {
          role: 'assistant',
          content: 'Hello',
          refusal: 'No',
          reasoning_content: 'I think',
          annotations: [{ type: 'url_citation' }],
          tool_calls: [
            { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } },
            { id: 'b', type: 'custom', custom: { name: 'g', input: 'xy' } },
            { id: 'c', type: 'function', function: { name: 'h', arguments: '1' } },
          ],
        },
      },
    ])
  })
  test('keep what a filter found when a later chunk found nothing', () => {
    const filtered = (found: Json): Json =>
      chunk({}, { choices: [{ index: 0, delta: {}, content_filter_results: found }] })
    const { completion } = foldChat([
      filtered({ hate: { severity: 'safe' } }),
      filtered({ hate: { severity: 'low' } }),
      filtered({}),
    ])
    expect(completion.choices).toMatchObject([{ content_filter_results: { hate: { severity: 'low' } } }])
  })
  test('that stop before the end are known to be cut', () => {
    expect(foldChat([chunk({ content: 'Hel' })])).toMatchObject({ done: false, finished: false })
  })
  test('are read from event streams with any line ends', () => {
    const { events, broken } = readSse(
      ': hello\r\ndata: {"a":1}\r\n\r\nevent: x\ndata:{"b":\ndata: 2}\n\ndata: {\n\ndata: [DONE]\n\n',
    )
    expect({ events, broken }).toEqual({ events: [{ a: 1 }, { b: 2 }, '[DONE]'], broken: ['{'] })
  })
})
