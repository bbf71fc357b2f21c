// The plain reasoning of a chat server in an envelope of ours: `carryReasoning` for Responses callers.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ConversionOptions, type Loss, responseEventEncoder, toChatRequest, toResponse } from '../../src/index.ts'
import type { JsonObject } from '../fixtures.ts'

function collecting(options: ConversionOptions = { carryReasoning: true }) {
  const losses: Loss[] = []
  const lines = () => losses.map(({ effect, path }) => `${effect} ${path}`)
  return { options: { ...options, onLoss: (loss: Loss) => void losses.push(loss) }, lines }
}

describe('the plain reasoning of a chat server, for a Responses caller who includes reasoning.encrypted_content', () => {
  const request = { model: 'm', input: 'Hi.', include: ['reasoning.encrypted_content'] }
  const completion = (reasoning_content: string) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: 'ok', reasoning_content }, finish_reason: 'stop' }],
  })
  const itemOf = (text: string, options: ConversionOptions = { carryReasoning: true, request }) =>
    toResponse(completion(text) as never, options).output[0] as unknown as JsonObject

  function back(item: JsonObject, options: ConversionOptions = { carryReasoning: true }) {
    const { options: all, lines } = collecting(options)
    const input = [{ role: 'user', content: 'Hi.' }, item, { role: 'assistant', content: 'ok' }]
    const { messages } = toChatRequest({ model: 'm', input } as never, all)
    return { said: messages[1] as unknown as JsonObject, losses: lines() }
  }

  test('comes in an envelope, and comes back out of it when the client replays nothing else', () => {
    const item = itemOf('Let me see… 😀')
    expect(item).toMatchObject({ type: 'reasoning', content: [{ text: 'Let me see… 😀' }] })
    expect(item.encrypted_content).toMatch(/^responses-bridge:reasoning:v1:[A-Za-z0-9+/]+=*$/)
    const { said, losses } = back({ ...item, content: null })
    expect(said).toMatchObject({ content: 'ok', reasoning_content: 'Let me see… 😀' })
    expect(losses).toEqual(['emulated /input/1/encrypted_content'])
  })

  test('is said once when the client replays the text as well', () => {
    expect(back(itemOf('Let me see.')).said.reasoning_content).toBe('Let me see.')
  })

  test('is in the stream as it is in the result, sealed when the item is done', () => {
    const id = (prefix: string) => `${prefix}1`
    const encoder = responseEventEncoder({ carryReasoning: true, request, id })
    const chunk = (delta: object, finish_reason: string | null = null) =>
      ({
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [{ index: 0, delta, finish_reason }],
      }) as never
    const events = [
      ...encoder.push(chunk({ reasoning_content: 'Let me ' })),
      ...encoder.push(chunk({ reasoning_content: 'see.' })),
      ...encoder.push(chunk({ content: 'ok' }, 'stop')),
      ...encoder.push('[DONE]'),
      ...encoder.finish(),
    ] as unknown as JsonObject[]
    const whole = itemOf('Let me see.', { carryReasoning: true, request, id })
    const items = events.filter(event => isItem(event)).map(event => event.item as JsonObject)
    expect(items.map(item => item.encrypted_content)).toEqual([undefined, whole.encrypted_content])
    expect(events.at(-1)).toMatchObject({ response: { output: [whole, { type: 'message' }] } })
  })
  const isItem = ({ type, item }: JsonObject) =>
    String(type).startsWith('response.output_item.') && (item as JsonObject).type === 'reasoning'

  test('comes without an envelope to those who did not ask for it', () => {
    expect(itemOf('Hm.', { request })).not.toHaveProperty('encrypted_content')
    expect(itemOf('Hm.', { carryReasoning: true, request: { model: 'm' } })).not.toHaveProperty('encrypted_content')
    expect(itemOf('Hm.', { carryReasoning: true })).not.toHaveProperty('encrypted_content')
  })

  test('is told from what others have sealed, which is dropped and reported', () => {
    const seals = [
      'gAAAAABm',
      'responses-bridge:reasoning:v1:%%%',
      'responses-bridge:reasoning:v1:/w==',
      'responses-bridge:reasoning:v2:aGk=',
    ]
    for (const encrypted_content of seals) {
      const { said, losses } = back({ type: 'reasoning', summary: [], encrypted_content })
      expect([said, losses]).toEqual([{ role: 'assistant', content: 'ok' }, ['dropped /input/1']])
    }
    const item = { ...itemOf('Hm.'), content: null }
    expect(back(item, {})).toMatchObject({ losses: ['dropped /input/1'] })
  })

  test('asks nothing of the chat server: the entry of include is emulated', () => {
    const { options, lines } = collecting()
    expect(toChatRequest(request as never, options)).not.toHaveProperty('include')
    expect(lines()).toEqual(['emulated /include/0'])
    const without = collecting({})
    toChatRequest(request as never, without.options)
    expect(without.lines()).toEqual(['dropped /include'])
  })

  test('is the same text again, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), text => {
        expect(back({ ...itemOf(text), content: null }).said.reasoning_content).toBe(text)
      }),
    )
    const long = 'Und so weiter, größer. '.repeat(20_000)
    expect(back({ ...itemOf(long), content: null }).said.reasoning_content).toBe(long)
  })
})
