// Model aliases: which pattern wins, what wildcards carry over, and that no name can make matching slow.
import { describe, expect, test } from 'vitest'
import { AliasError, modelAliases } from '../../src/server/aliases.ts'

describe('an alias', () => {
  test.each([
    ['a name', { 'gpt-5': 'qwen3' }, 'gpt-5', 'qwen3'],
    ['a model without an alias keeps its name', { 'gpt-5': 'qwen3' }, 'gpt-5-mini', 'gpt-5-mini'],
    ['a wildcard at the end', { 'gpt-*': 'qwen3' }, 'gpt-5-mini', 'qwen3'],
    ['a wildcard may stand for nothing', { 'gpt-*': 'qwen3' }, 'gpt-', 'qwen3'],
    ['a wildcard in front', { '*-mini': 'small' }, 'gpt-5-mini', 'small'],
    ['a wildcard alone takes everything', { '*': 'only' }, '', 'only'],
    ['the target repeats what the wildcard stands for', { 'openai/*': '*' }, 'openai/gpt-5', 'gpt-5'],
    ['several wildcards, in their order', { '*/*-latest': '*:*' }, 'vendor/model-latest', 'vendor:model'],
    ['overlapping ends do not fit', { 'ab*ba': 'x' }, 'aba', 'aba'],
    ['a middle piece must lie between the ends', { 'a*b*b': 'x' }, 'ab', 'ab'],
    ['other signs stand for themselves', { 'gpt-4.1': 'x', 'a+b?': 'y' }, 'gpt-401', 'gpt-401'],
    ['aliases are not followed any further', { a: 'b', b: 'c' }, 'a', 'b'],
    ['names of Object are names', { constructor: 'x' }, 'toString', 'toString'],
  ])('%s', (_case, entries, model, upstream) => {
    expect(modelAliases(entries)(model) ?? model).toBe(upstream)
  })

  test('the most specific pattern wins, in whatever order they are written', () => {
    const entries = Object.entries({
      '*': 'rest',
      'gpt-*': 'gpt',
      'gpt-5*': 'five',
      'gpt-5-mini': 'exact',
      'gpt-*-mini': 'mini',
    })
    for (const order of [entries, entries.toReversed()]) {
      const aliases = modelAliases(Object.fromEntries(order))
      expect(['gpt-5-mini', 'gpt-4-mini', 'gpt-5.1', 'gpt-4', 'o3'].map(aliases)).toEqual([
        'exact',
        'mini',
        'five',
        'gpt',
        'rest',
      ])
    }
  })

  test('an own key named __proto__ is a name like any other', () => {
    const entries: Record<string, string> = JSON.parse('{"__proto__":"mapped"}')
    expect(modelAliases(entries)('__proto__')).toBe('mapped')
    expect(modelAliases(entries)('gpt-5')).toBeUndefined()
  })

  test('a target with more wildcards than its pattern is refused with a sentence', () => {
    expect(() => modelAliases({ 'gpt-*': '*-*' })).toThrow(AliasError)
    expect(() => modelAliases({ '': 'x' })).toThrow(/needs a name/)
    expect(() => modelAliases({ x: '' })).toThrow(/model upstream/)
  })

  test('a pattern of many wildcards decides about a very long name without trying every division', () => {
    let searches = 0
    const long = `${'a'.repeat(200_000)}c`
    const counted = Object.assign(Object(long), {
      indexOf(piece: string, from: number) {
        searches++
        return long.indexOf(piece, from)
      },
    })
    const aliases = modelAliases({ [`${'a*'.repeat(40)}b*`]: 'x', [`${'a*'.repeat(40)}`]: 'fits' })
    expect(aliases(counted)).toBe('fits')
    expect(searches).toBeLessThan(100)
  })
})
