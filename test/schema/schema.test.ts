// The doors: what the schemas let in, and what they refuse, with the path of what is wrong.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { chatRequestSchema, type DocumentKind, responsesRequestSchema, unknownKeys } from '../../src/schema/index.ts'
import { chat, kinds, pathsOf, responses, user, wrong } from './doors.ts'

describe('a reader is tolerant', () => {
  test('a completion without created, usage and finish_reason is let in', () => {
    const body = {
      id: 'chatcmpl_123',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: '{}' } }],
    }
    expect(wrong('chat-completion', body)).toEqual([])
  })

  test('a response without object and with a bare output_text is let in', () => {
    const body = { id: 'resp_123', status: 'completed', output: [{ type: 'output_text', text: '{}' }] }
    expect(wrong('response', body)).toEqual([])
    expect(unknownKeys('response', body)).toEqual([])
  })

  test('null stands for "not said" wherever a key may be left out', () => {
    expect(wrong('chat-request', chat({ user: null, tools: null, parallel_tool_calls: null }))).toEqual([])
    expect(wrong('responses-request', responses({ text: null, tool_choice: null, user: null }))).toEqual([])
    expect(wrong('response', { id: 'r', output: [], usage: null, tools: null, model: null })).toEqual([])
  })

  test('words newer than this release are let in', () => {
    expect(wrong('chat-request', chat({ reasoning_effort: 'extreme', service_tier: 'teleport' }))).toEqual([])
    expect(wrong('response', { id: 'r', output: [], status: 'paused', error: { code: 'new', message: '' } })).toEqual(
      [],
    )
  })

  test('items, tools, parts and events of an unknown type are let in whole', () => {
    expect(wrong('responses-request', responses({ input: [{ type: 'dream_call', name: 5 }] }))).toEqual([])
    expect(wrong('responses-request', responses({ tools: [{ type: 'telescope', size: 'large' }] }))).toEqual([])
    const message = { role: 'user', content: [{ type: 'smell', smell: { rose: 1 } }] }
    expect(wrong('chat-request', chat({ messages: [message] }))).toEqual([])
    expect(wrong('response-event', { type: 'response.dreaming', delta: 1 })).toEqual([])
  })

  test('history written by hand needs no type, id or status', () => {
    const input = [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: [{ type: 'output_text', text: 'hello' }] },
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'bye' }] },
      { id: 'msg_1' },
    ]
    expect(wrong('responses-request', responses({ input }))).toEqual([])
  })

  test('an error event is let in flat and nested', () => {
    expect(wrong('response-event', { type: 'error', code: null, message: 'm', param: null })).toEqual([])
    expect(wrong('response-event', { type: 'error', error: { type: 't', code: 'c', message: 'm' } })).toEqual([])
  })

  test('unknown keys are kept', () => {
    const body = chat({ vendor: { deep: [1] }, messages: [{ ...user, vendor: true }] })
    expect(chatRequestSchema.parse(body)).toEqual(body)
  })
})

describe('a known type with a wrong shape is refused with the path of what is wrong', () => {
  test.each<[string, DocumentKind, object, string]>([
    [
      'a call without call_id',
      'responses-request',
      { input: [{ type: 'function_call', name: 'f', arguments: '{}' }] },
      '/input/0/call_id',
    ],
    ['a message without content', 'responses-request', { input: [{ role: 'user' }] }, '/input/0/content'],
    [
      'a text part without text',
      'responses-request',
      { input: [{ role: 'user', content: [{ type: 'input_text' }] }] },
      '/input/0/content/0/text',
    ],
    ['a tool without name', 'responses-request', { tools: [{ type: 'function' }] }, '/tools/0/name'],
    ['a number as input', 'responses-request', { input: 5 }, '/input'],
    ['an array as instructions', 'responses-request', { instructions: [] }, '/instructions'],
    [
      'a nested tool',
      'responses-request',
      { tools: [{ type: 'namespace', name: 'n', description: '', tools: [{ type: 'custom' }] }] },
      '/tools/0/tools/0/name',
    ],
    ['no messages', 'chat-request', { model: 'm' }, '/messages'],
    ['messages that are no array', 'chat-request', { model: 'm', messages: 'hi' }, '/messages'],
    ['no model', 'chat-request', { messages: [user] }, '/model'],
    ['a message that is no object', 'chat-request', { model: 'm', messages: [null] }, '/messages/0'],
    [
      'a tool message without tool_call_id',
      'chat-request',
      { model: 'm', messages: [{ role: 'tool', content: '' }] },
      '/messages/0/tool_call_id',
    ],
    ['a flat tool', 'chat-request', chat({ tools: [{ type: 'function', name: 'f' }] }), '/tools/0/function'],
    [
      'a part without type',
      'chat-request',
      chat({ messages: [{ role: 'user', content: [{ text: 'x' }] }] }),
      '/messages/0/content/0/type',
    ],
    ['an unknown role', 'chat-request', chat({ messages: [{ role: 'oracle', content: '' }] }), '/messages/0/role'],
    ['a temperature in quotes', 'chat-request', chat({ temperature: '1' }), '/temperature'],
    ['choices that are no array', 'chat-completion', { choices: {} }, '/choices'],
    ['a delta event without delta', 'response-event', { type: 'response.output_text.delta' }, '/delta'],
    ['an event without type', 'response-event', { delta: 'x' }, '/type'],
    [
      'an item of an event',
      'response-event',
      { type: 'response.output_item.done', item: { type: 'function_call', call_id: 'c', name: 'f' } },
      '/item/arguments',
    ],
    ['an error without message', 'error', { error: {} }, '/error/message'],
  ])('%s', (_, kind, body, path) => {
    expect(pathsOf(wrong(kind, body))).toEqual([path])
  })

  test.each(kinds)('a %s that is no object is refused at the root', kind => {
    for (const body of [null, 5, 'text', [], true, undefined]) expect(pathsOf(wrong(kind, body))).toEqual([''])
  })

  test('names of inherited properties are no types', () => {
    for (const type of ['constructor', '__proto__', 'toString']) {
      expect(wrong('responses-request', responses({ tools: [{ type }] }))).toEqual([])
      expect(pathsOf(wrong('chat-request', chat({ messages: [{ role: type }] })))).toEqual(['/messages/0/role'])
    }
    const body: unknown = JSON.parse('{"model":"m","messages":[{"role":"user","content":""}],"__proto__":1}')
    expect(unknownKeys('chat-request', body)).toEqual(['/__proto__'])
  })
})

test('the schemas can be written as JSON Schema', () => {
  const written = z.toJSONSchema(responsesRequestSchema)
  expect(Object.keys(written.properties ?? {})).toContain('input')
})
