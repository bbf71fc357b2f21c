// An object with further members: as a spread would give it.
import { expect, test } from 'vitest'
import { extended } from '../../src/atlas/extended.ts'

test('The members come last, and win; the object itself stays as it was.', () => {
  const object = { a: 1, b: 2 }
  const made = extended(object, { b: 3, c: 4 })
  expect(made).toEqual({ ...object, b: 3, c: 4 })
  expect(Object.keys(made)).toEqual(['a', 'b', 'c'])
  expect(object).toEqual({ a: 1, b: 2 })
})

test('A key that is called `__proto__` is a key like any other.', () => {
  const made = extended(JSON.parse('{"__proto__":{"store":true},"model":"m"}'), { stream: true })
  expect(Object.keys(made)).toEqual(['__proto__', 'model', 'stream'])
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
  expect(made.store).toBeUndefined()
})
