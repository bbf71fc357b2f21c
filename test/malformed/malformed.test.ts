// Law 5 on malformed documents: whatever JSON comes in, a conversion returns or throws one of the library's own errors,
// quickly, and leaves its input and everyone's prototypes alone.

import { describe, expect, test } from 'vitest'
import { type Loss, toChatError, toResponsesError, UnmappableError } from '../../src/index.ts'
import { seedsOf } from '../arbitraries/malformed-seeds.ts'
import { distinctMutants, type Mutant } from '../arbitraries/mutations.ts'
import { errorViolations, lossViolations } from '../arbitraries/refusals.ts'
import { copy, freeze, type Json } from '../laws/json.ts'
import { type Options, subject } from '../laws/subject.ts'

type Convert = (input: unknown, options: Options) => unknown

const documents: [name: string, convert: Convert, seeds: Json[]][] = [
  ['toResponsesRequest', subject.toResponsesRequest, seedsOf('to-responses', 'request')],
  ['toChatRequest', subject.toChatRequest, seedsOf('to-chat', 'request')],
  ['toResponse', subject.toResponse, seedsOf('to-responses', 'response')],
  ['toChatCompletion', subject.toChatCompletion, seedsOf('to-chat', 'response')],
]

const fixed = { id: (prefix: string) => `${prefix}1`, now: () => 1 }
const slow = 1000

/** What went wrong in one conversion of a malformed document. */
function judge(convert: Convert, document: Json, strict: boolean): string[] {
  const losses: Loss[] = []
  const wrong: string[] = []
  const began = performance.now()
  let thrown: unknown
  try {
    const converted = convert(document, { ...fixed, strict, onLoss: loss => losses.push(loss as Loss) })
    if (JSON.stringify(converted) === undefined) wrong.push('nothing came out')
  } catch (error) {
    thrown = error
    wrong.push(...errorViolations(error, document))
  }
  if (performance.now() - began > slow) wrong.push('it took more than a second')
  for (const loss of losses) wrong.push(...lossViolations(loss, document))
  if (new Set(losses.map(loss => loss.path)).size < losses.length) wrong.push('a place was reported twice')
  const inexact = losses.some(loss => loss.effect !== 'emulated')
  if (strict && inexact !== thrown instanceof UnmappableError) wrong.push('strict and the losses disagree')
  return wrong
}

function failures(mutants: readonly Mutant[], judgeOne: (document: Json) => string[]): string[] {
  return mutants.flatMap(({ name, document }) => judgeOne(freeze(document)).map(sentence => `${sentence} | ${name}`))
}

const prototypes = () => [Object.prototype, Array.prototype, String.prototype].map(Reflect.ownKeys)

describe('a malformed document', () => {
  for (const [name, convert, seeds] of documents) {
    test(`makes ${name} return or throw an error of the library, strict or not`, () => {
      const mutants = distinctMutants(seeds)
      const before = prototypes()
      expect(mutants.length).toBeGreaterThanOrEqual(2000)
      for (const strict of [false, true]) {
        const found = failures(mutants, document => judge(convert, document, strict))
        expect(found.slice(0, 10), `${found.length} of ${mutants.length}`).toEqual([])
      }
      expect(prototypes()).toEqual(before)
    })
  }

  test('is no less well received as the request that a result answers', () => {
    for (const [convert, kind, direction] of [
      [subject.toResponse, 'to-chat', 'to-responses'],
      [subject.toChatCompletion, 'to-responses', 'to-chat'],
    ] as const) {
      const [result = null] = seedsOf(direction, 'response')
      const mutants = distinctMutants(seedsOf(kind, 'request').slice(0, 40)).filter(
        ({ document }) => typeof document === 'object' && document !== null && !Array.isArray(document),
      )
      expect(mutants.length).toBeGreaterThanOrEqual(2000)
      const found = mutants.flatMap(({ name, document }) => {
        try {
          convert(result, { ...fixed, ...{ request: freeze(document) } })
          return []
        } catch (error) {
          return errorViolations(error).map(sentence => `${sentence} | ${name}`)
        }
      })
      expect(found.slice(0, 10)).toEqual([])
    }
  })
})

describe('a malformed error body', () => {
  const error = { message: 'No.', type: 'invalid_request_error', param: 'messages[2].content', code: 'invalid_value' }
  const seeds: Json[] = [
    { error },
    { error: { ...error, param: 'input[0]', code: 'model_not_found' } },
    { error: 'No.' },
    { message: 'No.', code: 400 },
    { detail: [{ loc: ['body', 'messages'], msg: 'No.' }] },
    [{ error: { code: 400, status: 'INVALID_ARGUMENT', message: 'No.' } }],
    { error: { ...error, param: 'tools[0].function.parameters', inner: { code: 'x', list: [1, 2] } } },
    { error: { ...error, param: 'response_format.json_schema', metadata: { raw: '{"a":1}', provider: 'p' } } },
    { type: 'error', error: { type: 'overloaded_error', message: 'No.' }, request_id: 'r' },
    { error: { ...error, param: 'tool_choice.function.name', details: [{ '@type': 't', reason: 'r' }] } },
    { object: 'error', message: 'No.', type: 'BadRequestError', param: null, code: 400 },
    { errors: [{ message: 'No.', code: 7003 }], success: false, result: null, messages: [] },
    {
      error: {
        ...error,
        code: 'content_filter',
        status: 400,
        innererror: {
          code: 'ResponsibleAIPolicyViolation',
          content_filter_result: {
            hate: { filtered: true, severity: 'high' },
            jailbreak: { filtered: false, detected: false },
            violence: { filtered: false, severity: 'safe' },
          },
        },
      },
    },
    { fault: { faultstring: 'No.', detail: { errorcode: 'policies' } }, trace: ['a', 'b', { c: 'd' }] },
  ]

  const inTheOneForm = ({ status, body }: ReturnType<typeof toChatError>): string[] => {
    const { message, type, param, code } = body.error
    const texts = [type, param, code].every(value => value === null || typeof value === 'string')
    const sound = Object.keys(body.error).length === 4 && typeof message === 'string' && message !== '' && texts
    return sound && status >= 400 && copy(body) !== null ? [] : [`an error like ${JSON.stringify(body)}`]
  }

  for (const [name, convert, direction] of [
    ['toResponsesError', toResponsesError, 'to-chat'],
    ['toChatError', toChatError, 'to-responses'],
  ] as const) {
    test(`makes ${name} answer in the one form all the same`, () => {
      const mutants = distinctMutants(seeds)
      expect(mutants.length).toBeGreaterThanOrEqual(2000)
      const found = failures(mutants, document => inTheOneForm(convert(400, document)))
      expect(found.slice(0, 10)).toEqual([])
    })

    test(`makes ${name} answer in the one form when it is the request that is malformed`, () => {
      const mutants = distinctMutants(seedsOf(direction, 'request').slice(0, 40))
      expect(mutants.length).toBeGreaterThanOrEqual(2000)
      const body = { error: { ...error, param: name === 'toChatError' ? 'input[1].content' : 'messages[1].content' } }
      const found = failures(mutants, document => inTheOneForm(convert(400, body, { request: Object(document) })))
      expect(found.slice(0, 10)).toEqual([])
    })
  }
})
