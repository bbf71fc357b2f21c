// Sealed reasoning in a history.
import { describe, expect, test } from 'vitest'
import { openText, sealText } from '../../src/atlas/items/sealed.ts'
import type { ConversionOptions } from '../../src/index.ts'
import { assistant, hi, type Plain, summary, thinking, thought, toItems, toMessages } from './histories.ts'

describe('sealed reasoning in a history that carries it', () => {
  const carry = { carryReasoning: true }
  const detail = (rest: Plain = {}) => ({
    type: 'reasoning.encrypted',
    id: 'rs_1',
    data: 'x',
    format: 'openai-responses-v1',
    ...rest,
  })
  const item = (rest: Plain = {}) => thought([], undefined, { id: 'rs_1', encrypted_content: 'x', ...rest })
  const carried = (rest: Plain, more: ConversionOptions = {}) =>
    toItems([hi, assistant({ content: 'a', ...rest })], { ...carry, ...more })

  test('becomes the items it was', () => {
    expect(carried({ reasoning_details: [detail(), detail({ id: undefined, data: 'y' })] })).toEqual({
      said: [hi, item(), thought([], undefined, { encrypted_content: 'y' }), assistant({ content: 'a' })],
      losses: [],
    })
    expect(carried({ reasoning_details: [detail()], reasoning_content: 'h' }).said[1]).toEqual(
      item({ summary: [summary('h')] }),
    )
    expect(carried({ reasoning_details: [detail()], reasoning_content: 'h' }, { reasoning: 'off' })).toEqual({
      said: [hi, item(), assistant({ content: 'a' })],
      losses: ['dropped /messages/1/reasoning_content no-counterpart'],
    })
    expect(carried({ reasoning_details: [detail()] }, { reasoning: 'off' }).losses).toEqual([])
  })

  test.each([{ type: 'x' }, { format: 'x' }, { data: '' }, { data: 1 }])(
    'is told from what others have sealed: %j',
    rest => {
      expect(carried({ reasoning_details: [detail(rest)] })).toEqual({
        said: [hi, assistant({ content: 'a' })],
        losses: ['dropped /messages/1/reasoning_details unknown-field'],
      })
      expect(carried({ reasoning_details: [detail(), detail(rest)] }).losses).toEqual([
        'dropped /messages/1/reasoning_details/1 unknown-field',
      ])
      expect(carried({ reasoning_details: [detail(rest)], reasoning_content: 'h' }).said[1]).toEqual(
        thought([], [thinking('h')]),
      )
    },
  )

  test('is no list at all, and reported', () => {
    expect(carried({ reasoning_details: 'x' }).losses).toEqual(['dropped /messages/1/reasoning_details unknown-field'])
    expect(carried({ reasoning_details: [] }).losses).toEqual([])
  })

  test('of our own is opened where nothing else is readable', () => {
    const sealed = sealText('h 😀')
    expect(openText(sealed)).toBe('h 😀')
    expect(
      toMessages([thought([], undefined, { encrypted_content: sealed }), assistant({ content: 'a' })], carry),
    ).toEqual({
      said: [assistant({ content: 'a', reasoning_content: 'h 😀' })],
      losses: ['emulated /input/0/encrypted_content reshaped'],
    })
    expect(
      toMessages([thought([], [thinking('i')], { encrypted_content: sealed }), assistant({ content: 'a' })], carry)
        .said,
    ).toEqual([assistant({ content: 'a', reasoning_content: 'i' })])
    for (const foreign of [
      undefined,
      1,
      'x',
      `x${sealed}`,
      'responses-bridge:reasoning:v1:%',
      'responses-bridge:reasoning:v1:/w==',
    ])
      expect(openText(foreign)).toBeUndefined()
    expect(sealText('a'.repeat(40_000))).toBe(`responses-bridge:reasoning:v1:${btoa('a'.repeat(40_000))}`)
  })
})
