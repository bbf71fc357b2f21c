// The list of losses: what is reported, in what order, and what covers what.
import { describe, expect, test } from 'vitest'
import { Conversion } from '../../src/atlas/conversion.ts'
import { type ConversionOptions, toChatRequest, UnmappableError } from '../../src/index.ts'

describe('the list of losses', () => {
  const settled = (find: (run: Conversion) => void, more: ConversionOptions = {}) => {
    const losses: string[] = []
    const run = new Conversion({
      onLoss: ({ effect, path, message }) => losses.push(`${effect} ${path} ${message}`),
      ...more,
    })
    find(run)
    run.settle()
    return losses
  }

  test('names a place once, and what is said of it first holds', () => {
    expect(
      settled(run => {
        run.dropped('/a', 'no-counterpart', '1')
        run.changed('/a', 'reshaped', '2')
      }),
    ).toEqual(['dropped /a 1'])
  })

  test('leaves out the parts of what is dropped, not those of what is changed', () => {
    expect(
      settled(run => {
        run.dropped('/a/b', 'no-counterpart', '1')
        run.dropped('/a', 'no-counterpart', '2')
        run.changed('/c', 'reshaped', '3')
        run.dropped('/c/d/e', 'no-counterpart', '4')
        run.dropped('/ab', 'no-counterpart', '5')
      }).sort(),
    ).toEqual(['changed /c 3', 'dropped /a 2', 'dropped /ab 5', 'dropped /c/d/e 4'])
  })

  test('gathers what befell the parts of a container that is gone, unless some of it is emulated', () => {
    const gathering = (run: Conversion) => {
      run.changed('/x', 'reshaped', '0')
      const { mark } = run
      run.dropped('/a/0', 'no-counterpart', '1')
      run.dropped('/a/1', 'no-counterpart', '1')
      run.dropped('/a/2', 'no-counterpart', '2')
      run.gather(mark, '/a')
    }
    expect(settled(gathering)).toEqual(['changed /x 0', 'dropped /a 1 2'])
    expect(settled(gathering, { emulates: ['/a/1'] })).toEqual([
      'changed /x 0',
      'dropped /a/0 1',
      'emulated /a/1 1',
      'dropped /a/2 2',
    ])
    expect(settled(run => run.gather(run.mark, '/a'))).toEqual([])
  })

  test('forgets, and may be told again', () => {
    expect(
      settled(run => {
        run.dropped('/a', 'no-counterpart', '1')
        run.forget(0)
        run.changed('/a', 'reshaped', '2')
      }),
    ).toEqual(['changed /a 2'])
  })

  test('refuses strictly what is dropped or changed, not what is emulated', () => {
    const lose = (effect: 'dropped' | 'changed' | 'emulated') => () =>
      settled(run => run.lose(effect, '/a', 'reshaped', 'x.'), { strict: true })
    expect(lose('dropped')).toThrow(UnmappableError)
    expect(lose('changed')).toThrow(
      'x. (at /a) Leave it out, or convert without `strict` and handle the reported losses.',
    )
    expect(lose('emulated')).not.toThrow()
    expect(() => settled(run => run.dropped('/a', 'reshaped', 'x.'), { strict: false })).not.toThrow()
  })

  test('of a stream that cannot be read is what was found until then, and an error only strictly', () => {
    const find = (run: Conversion) => {
      run.dropped('/a', 'no-counterpart', '1')
      toChatRequest(1 as never, run.options)
    }
    const losses: string[] = []
    new Conversion({ onLoss: ({ path }) => losses.push(path) }).settleStream(find)
    expect(losses).toEqual(['/a'])
    expect(() => new Conversion({ strict: true }).settleStream(find)).toThrow('must be an object')
    expect(() =>
      new Conversion().settleStream(() => {
        throw new RangeError('x')
      }),
    ).toThrow(RangeError)
  })
})
