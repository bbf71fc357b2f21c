// The small values documents are made of: words, names, identifiers, schemas, and what no API documents.
import fc from 'fast-check'
import type { Json, JsonObject } from '../laws/json.ts'

/** What people and models say: any characters at all, half ones included. */
export const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Hello', 'What is the weather?', '  ', 'ünïcödé 😀', '{"a":1}', '\n\n') },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }) },
)
export const name = fc.constantFrom('get_weather', 'look-up', 'f', 'a_long_name_that_is_still_allowed_to_be_a_name')
export const model = fc.constantFrom('gpt-4.1-mini', 'o4-mini', 'some/model')
export const parameters = fc.constantFrom<JsonObject>(
  { type: 'object', properties: {} },
  { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
)
export const args = fc.constantFrom('{}', '{"city":"Paris"}', '', '{"a":[1,2,{"b":"😀"}]}', 'not json')
export const metadata = fc.dictionary(fc.constantFrom('team', 'a/b', 'c~d'), fc.constantFrom('x', 'y'), {
  minKeys: 1,
  maxKeys: 2,
})

/** A key that neither API documents, now and then. */
export const vendorKeys = fc.oneof(
  { weight: 4, arbitrary: fc.constant<JsonObject>({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<JsonObject>({ vendor_key: 1 }, { 'x/y~z': { a: [true] } }, { toString: 'x' }),
  },
)

/** An object with some of the optional members. */
export const some = (members: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> =>
  fc.record(members, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>

/** The members of several objects together. */
export const joined = (...parts: fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map(objects => Object.assign({}, ...objects) as JsonObject)

export const exactly = <Value extends Json>(value: Value): fc.Arbitrary<Value> => fc.constant(value)

export const token: fc.Arbitrary<JsonObject> = fc
  .constantFrom('Hel', 'lo', '😀', ' ')
  .map(text => ({ token: text, logprob: -0.5, bytes: [...new TextEncoder().encode(text)], top_logprobs: [] }))
