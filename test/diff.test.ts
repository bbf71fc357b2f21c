// The comparison behind `diff`: the patch, the list of differences, and the trail of a conversion.
import jsonPatch from 'fast-json-patch'
import { describe, expect, test } from 'vitest'
import { differences, patchBetween } from '../src/diff/compare.ts'
import { walk } from '../src/diff/pointer.ts'
import { trail } from '../src/diff/trail.ts'
import { chatRequest, responsesRequest } from './cli-process.ts'
import { type Content, loadFixtures } from './fixtures.ts'

const conversions = loadFixtures('').flatMap(each => each.conversions.filter(({ kind }) => kind !== 'stream'))
const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))

describe('the comparison', () => {
  test('the patch makes the right document of the left one, for every pair of the fixtures', () => {
    expect(conversions.length).toBeGreaterThan(100)
    for (const { source, expected } of conversions) {
      const patch = patchBetween(source, expected)
      expect(jsonPatch.applyPatch<Content>(copy(source), copy(patch) as never).newDocument).toEqual(expected)
    }
  })

  test('equal documents have no differences', () => {
    expect(patchBetween({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([])
    expect(differences('a', 'a')).toEqual([])
  })

  test('differences come in the order of the documents, each with what the sides say', () => {
    const left = { b: 1, list: [1, 2, 3], 'a/b': 'x' }
    const right = { list: [1, 5], 'a/b': 'x', added: null, b: '1' }
    expect(differences(left, right)).toEqual([
      { path: '/b', left: 1, right: '1' },
      { path: '/list/1', left: 2, right: 5 },
      { path: '/list/2', left: 3 },
      { path: '/added', right: null },
    ])
  })

  test('a list against an object is one difference, at the root too', () => {
    expect(patchBetween([1], { 0: 1 })).toEqual([{ op: 'replace', path: '', value: { 0: 1 } }])
    expect(differences({ a: [1] }, { a: { 0: 1 } })).toEqual([{ path: '/a', left: [1], right: { 0: 1 } }])
  })
})

describe('the trail of a conversion', () => {
  test('tells moved from gone and new', () => {
    const moves = trail({ ...chatRequest, max_tokens: 9 }, { ...responsesRequest, max_output_tokens: 9 })
    expect(moves.map(move => [move.kind, 'from' in move ? move.from : '', 'to' in move ? move.to : ''])).toEqual([
      ['same', '/model', '/model'],
      ['gone', '/messages/0/role', ''],
      ['moved', '/messages/0/content', '/instructions'],
      ['gone', '/messages/1/role', ''],
      ['moved', '/messages/1/content', '/input'],
      ['moved', '/max_tokens', '/max_output_tokens'],
      ['new', '', '/store'],
    ])
  })

  test('accounts for every place of both documents exactly once, for every pair of the fixtures', () => {
    const leaves = (document: unknown, covered: string[]) =>
      [...walk(document)]
        .filter(([, value]) => typeof value !== 'object' || value === null || Object.keys(value).length === 0)
        .filter(([pointer]) => covered.filter(each => pointer === each || pointer.startsWith(`${each}/`)).length !== 1)
    for (const { source, expected } of conversions) {
      const moves = trail(source, expected)
      expect(
        leaves(
          source,
          moves.flatMap(move => ('from' in move ? [move.from] : [])),
        ),
      ).toEqual([])
      expect(
        leaves(
          expected,
          moves.flatMap(move => ('to' in move ? [move.to] : [])),
        ),
      ).toEqual([])
    }
  })
})
