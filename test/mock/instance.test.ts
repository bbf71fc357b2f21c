// The instances of schemas that the mock makes up, checked by a validator it does not share anything with.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createMock } from '../../src/mock/index.ts'
import { instanceOf } from '../../src/mock/instance.ts'

const valid = (schema: object, value: unknown) => z.fromJSONSchema(schema as never).safeParse(value)

const cases: Record<string, [schema: object, instance: unknown]> = {
  'a plain string': [{ type: 'string' }, 'value'],
  'a string of a certain length': [{ type: 'string', minLength: 8, maxLength: 10 }, 'valuexxx'],
  'a short string': [{ type: 'string', maxLength: 2 }, 'va'],
  'a date': [{ type: 'string', format: 'date' }, '2025-01-01'],
  'an e-mail address': [{ type: 'string', format: 'email' }, 'user@example.com'],
  'a pattern': [{ type: 'string', pattern: '^[A-Z]{3}-\\d{2,4}(?:x|y)?$' }, 'AAA-00'],
  'a pattern that is too short by itself': [{ type: 'string', pattern: '^[a-z]+$', minLength: 4 }, 'aaaa'],
  'a pattern of alternatives': [{ type: 'string', pattern: '^(red|green)$' }, 'red'],
  'an integer in a range': [{ type: 'integer', minimum: 5, maximum: 9 }, 5],
  'an integer above a bound': [{ type: 'integer', exclusiveMinimum: 5 }, 6],
  'a negative number': [{ type: 'number', maximum: -2.5 }, -3],
  'a number between close bounds': [{ type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.5 }, 0.25],
  'a multiple': [{ type: 'integer', multipleOf: 7, minimum: 10 }, 14],
  'a constant': [{ const: 'fixed' }, 'fixed'],
  'an enumeration': [{ enum: [null, 'a', 'b'] }, 'a'],
  'a nullable type': [{ type: ['null', 'integer'] }, 1],
  'a list with its least length': [{ type: 'array', items: { type: 'boolean' }, minItems: 3 }, [true, true, true]],
  'a list of different items': [
    { type: 'array', items: { type: 'integer' }, minItems: 3, uniqueItems: true },
    [1, 2, 3],
  ],
  'an empty list': [{ type: 'array', items: { type: 'string' }, maxItems: 0 }, []],
  'a tuple': [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] }, ['value', 1]],
  'a union': [
    { anyOf: [{ type: 'null' }, { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] }] },
    { a: 1 },
  ],
  'an intersection': [
    {
      allOf: [
        { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] },
        { properties: { b: { const: 2 } }, required: ['b'] },
      ],
    },
    { a: 1, b: 2 },
  ],
  'only what is required': [
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, required: ['b'] },
    { b: 'b' },
  ],
  'everything when nothing is required': [{ type: 'object', properties: { a: { type: 'string' } } }, { a: 'a' }],
  'a reference': [{ $ref: '#/$defs/a~1b', $defs: { 'a/b': { type: 'integer' } } }, 1],
}

describe('an instance', () => {
  test.each(Object.entries(cases))('of %s is valid', (_, [schema, instance]) => {
    expect(instanceOf(schema)).toEqual(instance)
  })

  test.each(Object.entries(cases).filter(([, [schema]]) => !('allOf' in schema)))(
    'of %s passes an independent validator',
    (_, [schema]) => {
      expect(valid(schema, instanceOf(schema)).error).toBeUndefined()
    },
  )

  test('of a schema that contains itself ends and is valid', () => {
    const node = {
      type: 'object',
      properties: {
        name: { type: 'string' },
        next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
        children: { type: 'array', items: { $ref: '#/$defs/node' } },
      },
      required: ['name', 'next', 'children'],
      additionalProperties: false,
    }
    const schema = { $ref: '#/$defs/node', $defs: { node } }
    const instance = instanceOf(schema)
    expect(valid(schema, instance).error).toBeUndefined()
    expect(JSON.stringify(instance).length).toBeLessThan(20_000)
  })

  test('of a schema that nothing can satisfy still comes to an end', () => {
    const schema = {
      $ref: '#/$defs/a',
      $defs: { a: { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, required: ['a'] } },
    }
    expect(instanceOf(schema)).toBeTypeOf('object')
    expect(instanceOf({ allOf: [{ $ref: '#' }] })).toBeDefined()
    expect(instanceOf({ type: 'string', pattern: '(' })).toBe('value')
  })

  test('uses a name that the user mentions', () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } } }
    expect(instanceOf(schema, 'What is the weather in Paris?')).toEqual({ city: 'Paris' })
    expect(instanceOf(schema, 'Weather please')).toEqual({ city: 'city' })
  })

  test('of any nested schema is valid', () => {
    const { schema: schemas } = fc.letrec<{ schema: object }>(tie => ({
      schema: fc.oneof(
        { depthSize: 'small' },
        fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -50, max: 50 }) }),
        fc
          .tuple(fc.nat(5), fc.nat(5))
          .map(([min, more]) => ({ type: 'string', minLength: min, maxLength: min + more })),
        fc.constantFrom(
          { type: 'boolean' },
          { type: 'null' },
          { enum: ['x', 'y'] },
          { type: 'number', exclusiveMaximum: 0 },
        ),
        fc.tuple(tie('schema'), fc.nat(3)).map(([items, minItems]) => ({ type: 'array', items, minItems })),
        fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map(anyOf => ({ anyOf })),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('schema'), { maxKeys: 4 }).map(properties => ({
          type: 'object',
          properties,
          required: Object.keys(properties),
          additionalProperties: false,
        })),
      ),
    }))
    fc.assert(
      fc.property(schemas, schema => valid(schema, instanceOf(schema)).success),
      { numRuns: 300 },
    )
  })

  test('comes of any JSON at all, without an exception and without an end of memory', () => {
    const words = [
      'type',
      'properties',
      'items',
      'anyOf',
      'allOf',
      '$ref',
      '#',
      '#/a',
      'required',
      'enum',
      'pattern',
      'array',
    ]
    const keys = fc.constantFrom(
      ...words,
      'minItems',
      'minLength',
      'multipleOf',
      'minProperties',
      'object',
      'string',
      'number',
    )
    const { value: anything } = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        keys,
        fc.constantFrom(null, true, 0, -1, 1e9, ''),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(keys, tie('value'), { maxKeys: 5, noNullPrototype: true }),
        fc.constant({ toString: 1, valueOf: null }),
      ),
    }))
    fc.assert(
      fc.property(anything, schema => JSON.stringify({ instance: instanceOf(schema) }).length < 10_000_000),
      { numRuns: 2000 },
    )
  })

  test('answers a request for structured output on either API with the same text', async () => {
    const schema = {
      type: 'object',
      properties: { n: { type: 'integer' } },
      required: ['n'],
      additionalProperties: false,
    }
    const ask = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' }
      const request = new Request(`http://mock.test/v1/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return (await createMock().fetch(request)).json()
    }
    const format = { name: 'n', schema, strict: true }
    const chat = await ask('chat/completions', {
      model: 'm',
      messages: [{ role: 'user', content: 'Hi' }],
      response_format: { type: 'json_schema', json_schema: format },
    })
    const response = await ask('responses', {
      model: 'm',
      input: 'Hi',
      text: { format: { type: 'json_schema', ...format } },
    })
    expect(chat.choices[0].message.content).toBe('{"n":1}')
    expect(response.output[0].content[0].text).toBe('{"n":1}')
  })
})
