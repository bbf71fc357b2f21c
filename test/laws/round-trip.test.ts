// The judge of law 2 before the judge: faults planted by hand in round trips, each of which has to be caught.
import { describe, expect, test } from 'vitest'
import type { Report } from './alignment.ts'
import type { Kind } from './equivalences.ts'
import type { Json, JsonObject } from './json.ts'
import { roundTripViolations } from './round-trip.ts'

const dropped = (path: string): Report => ({ path, effect: 'dropped' })
const changed = (path: string): Report => ({ path, effect: 'changed' })

describe('a round trip', () => {
  const chat = (rest: JsonObject): Json => ({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], ...rest })
  const verdict = (x: Json, y: Json, losses: Report[] = [], kind: Kind = 'chat request') =>
    roundTripViolations(kind, x, y, losses).join('\n')

  test('that gives the same document back without losses is right', () => {
    expect(verdict(chat({ seed: 1 }), chat({ seed: 1 }))).toBe('')
  })
  test('that loses something reported is right', () => {
    expect(verdict(chat({ seed: 1, stop: ['a'] }), chat({}), [dropped('/seed'), dropped('/stop')])).toBe('')
  })
  test('that loses something unreported is wrong', () => {
    expect(verdict(chat({ seed: 1 }), chat({}))).toMatch(/unreported: \/seed/)
  })
  test('that brings something back nobody sent is wrong', () => {
    expect(verdict(chat({}), chat({ user: 'x' }))).toMatch(/unreported: \/user: sent nothing/)
  })
  test('with a report of something that came back as it was is wrong', () => {
    expect(verdict(chat({ seed: 1 }), chat({ seed: 1 }), [dropped('/seed')])).not.toBe('')
    expect(verdict(chat({ seed: 1 }), chat({ seed: 1 }), [changed('/seed')])).toMatch(/came back as it was/)
    const same = chat({ messages: [{ role: 'user', content: 'Hi' }] })
    expect(verdict(same, same, [changed('/messages/0')])).toMatch(/came back as it was/)
  })
  test('with the same report twice is wrong', () => {
    expect(verdict(chat({ seed: 1 }), chat({}), [dropped('/seed'), dropped('/seed')])).toMatch(/reported twice/)
  })
  test('with a report of the root, or of what was never there, is wrong', () => {
    expect(verdict(chat({}), chat({}), [changed('')])).toMatch(/the root/)
    expect(verdict(chat({}), chat({}), [dropped('/seed')])).toMatch(/not in the source/)
  })
  test('with a report higher up than the difference is wrong', () => {
    const x = chat({ audio: { format: 'a', voice: 'b', rate: 1 } })
    const y = chat({ audio: { format: 'a', voice: 'c', rate: 1 } })
    expect(verdict(x, y, [changed('/audio')])).toMatch(/too high/)
    expect(verdict(x, y, [changed('/audio/voice')])).toBe('')
    expect(
      verdict(chat({ audio: { format: 'a', voice: 'b' } }), chat({ audio: { voice: 'b' } }), [dropped('/audio')]),
    ).not.toBe('')
  })
  test('with a report inside something dropped is wrong', () => {
    expect(verdict(chat({ audio: { voice: 'b' } }), chat({}), [dropped('/audio'), dropped('/audio/voice')])).toMatch(
      /inside/,
    )
  })
  test('takes the dropped elements of a list out together', () => {
    const item = (content: string): Json => ({ role: 'user', content })
    const call: Json = { type: 'web_search_call', id: 'ws_1', status: 'completed' }
    const x: Json = { input: [call, item('a'), call, item('b')] }
    const losses = [dropped('/input/0'), dropped('/input/2')]
    expect(verdict(x, { input: [item('a'), item('b')] }, losses, 'responses request')).toBe('')
    expect(verdict(x, { input: [item('b')] }, losses, 'responses request')).toMatch(/unreported/)
  })
  test('lets a changed element move, be joined or be split, and no other', () => {
    const item = (content: string): Json => ({ type: 'message', role: 'user', content })
    const x: Json = { input: [item('a'), item('b'), item('c')] }
    const moved: Json = { input: [item('b'), item('c'), item('a')] }
    expect(verdict(x, moved, [changed('/input/0')], 'responses request')).toBe('')
    expect(verdict(x, moved, [changed('/input/1')], 'responses request')).not.toBe('')
    expect(verdict(x, { input: [item('a')] }, [changed('/input/1')], 'responses request')).toMatch(/unreported/)
  })
  test('knows the equivalences, and nothing beside them', () => {
    const message = (content: Json): Json => ({ input: [{ type: 'message', role: 'user', content }] })
    expect(verdict({ input: 'Hi' }, message('Hi'), [], 'responses request')).toBe('')
    expect(verdict({ input: 'Hi' }, message([{ type: 'input_text', text: 'Hi' }]), [], 'responses request')).not.toBe(
      '',
    )
    expect(verdict(chat({ max_tokens: 20, n: 1 }), chat({ max_completion_tokens: 20 }))).toBe('')
    expect(verdict(chat({ max_tokens: 20 }), chat({ max_completion_tokens: 21 }))).not.toBe('')
    const calls: Json = [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }]
    const assistant = (rest: JsonObject): Json => ({ model: 'm', messages: [{ role: 'assistant', ...rest }] })
    expect(
      verdict(assistant({ content: '', tool_calls: calls }), assistant({ content: null, tool_calls: calls })),
    ).toBe('')
    expect(
      verdict(assistant({ content: 'a', tool_calls: calls }), assistant({ content: null, tool_calls: calls })),
    ).not.toBe('')
    expect(verdict(assistant({ content: '' }), assistant({ content: null }))).not.toBe('')
  })
  test('reads legacy calls as tools, whatever id they were given', () => {
    const f: JsonObject = { name: 'f', arguments: '{}' }
    const x: Json = {
      messages: [
        { role: 'assistant', function_call: f },
        { role: 'function', name: 'f', content: '1' },
      ],
    }
    const back = (asked: string, answered: string): Json => ({
      messages: [
        { role: 'assistant', content: null, tool_calls: [{ id: asked, type: 'function', function: f }] },
        { role: 'tool', tool_call_id: answered, content: '1' },
      ],
    })
    expect(verdict(x, back('call_9', 'call_9'))).toBe('')
    expect(verdict(x, back('call_9', 'call_8'))).not.toBe('')
  })
})
