// The laws on generated documents: requests and finished results of both APIs, valid and nearly so.
import fc from 'fast-check'
import { beforeAll, describe, test } from 'vitest'
import { toChatError, toResponsesError } from '../../src/index.ts'
import { chatRequests } from '../arbitraries/chat-requests.ts'
import { chatCompletions } from '../arbitraries/chat-results.ts'
import { mutantOf } from '../arbitraries/mutations.ts'
import { errorViolations } from '../arbitraries/refusals.ts'
import { responsesRequests } from '../arbitraries/responses-requests.ts'
import { finishedResponses } from '../arbitraries/responses-results.ts'
import { holds, printSeed } from '../arbitraries/runs.ts'
import type { Report } from '../laws/alignment.ts'
import { attempt } from '../laws/conversion.ts'
import { type Kind, normalise } from '../laws/equivalences.ts'
import { brief, isRecord, type Json, type JsonObject, same } from '../laws/json.ts'
import { roundTripViolations } from '../laws/round-trip.ts'
import { type Options, subject } from '../laws/subject.ts'

type Convert = (input: unknown, options: Options) => unknown

interface Trip {
  readonly kind: Kind
  readonly documents: fc.Arbitrary<JsonObject>
  readonly forth: Convert
  readonly back: Convert
}

const trips: Trip[] = [
  {
    kind: 'chat request',
    documents: chatRequests,
    forth: subject.toResponsesRequest,
    back: subject.toChatRequest,
  },
  {
    kind: 'responses request',
    documents: responsesRequests,
    forth: subject.toChatRequest,
    back: subject.toResponsesRequest,
  },
  { kind: 'chat completion', documents: chatCompletions, forth: subject.toResponse, back: subject.toChatCompletion },
  { kind: 'response', documents: finishedResponses, forth: subject.toChatCompletion, back: subject.toResponse },
]

/** The value and losses of a conversion that has to succeed. */
function converted(convert: Convert, document: Json) {
  const outcome = attempt(convert, document)
  if ('thrown' in outcome) throw outcome.thrown
  return outcome
}

beforeAll(printSeed)

/** Under which name a document of each kind stands in a case. */
const fileOf: Readonly<Record<Kind, string>> = {
  'chat request': 'chat.request.json',
  'responses request': 'responses.request.json',
  'chat completion': 'chat.response.json',
  response: 'responses.response.json',
}

describe.each(trips)('a generated $kind', ({ kind, documents, forth, back }) => {
  const asFile = (document: Json) => ({ [fileOf[kind]]: `${JSON.stringify(document, null, 2)}\n` })
  const always = (wrongWith: (document: JsonObject) => string[]) => holds(documents, wrongWith, asFile)

  test('comes back as it was, but for what was reported', () => {
    always(document => {
      const there = converted(forth, document)
      const wrong = roundTripViolations(kind, document, converted(back, there.value).value, there.losses)
      return wrong.filter(sentence => !isMovedBesideOthers(sentence, there.losses))
    })
  })

  test('that has been over and back changes no more on the second trip', () => {
    always(document => {
      const once = converted(back, converted(forth, document).value).value
      const there = converted(forth, once)
      const twice = converted(back, there.value).value
      const lost = there.losses.filter(loss => loss.effect === 'dropped').map(loss => `${loss.path} was lost again`)
      if (same(normalise(kind, once), normalise(kind, twice))) return lost
      return [...lost, `once ${JSON.stringify(once)}`, `twice ${JSON.stringify(twice)}`]
    })
  })

  test('is refused strictly when, and only when, something of it is reported as dropped or changed', () => {
    always(document => {
      const { losses } = converted(forth, document)
      const outcome = attempt(forth, document, true)
      const refused = 'thrown' in outcome && subject.isUnmappable(outcome.thrown)
      return refused === losses.some(loss => loss.effect !== 'emulated')
        ? []
        : [`refused: ${refused}, ${brief(losses)}`]
    })
  })

  test('is read and not written to, and reports no place twice and nothing inside what it dropped', () => {
    always(document => {
      const before = JSON.stringify(document)
      const { losses } = converted(forth, document)
      const paths = losses.map(loss => loss.path)
      const dropped = losses.filter(loss => loss.effect === 'dropped').map(loss => `${loss.path}/`)
      return [
        ...paths.filter((path, index) => paths.indexOf(path) !== index).map(path => `${path} is reported twice`),
        ...paths.filter(path => dropped.some(each => path.startsWith(each))).map(path => `${path} went with a whole`),
        ...(JSON.stringify(document) === before ? [] : ['the input was changed']),
      ]
    })
  })

  test('loses no key that no one documents without a report', () => {
    const keys = ['vendor_key', 'x/y~z', 'toString']
    always(document => {
      const reported = new Set(converted(forth, document).losses.map(loss => loss.path))
      const covered = (pointer: string): boolean =>
        reported.has(pointer) || (pointer !== '' && covered(pointer.slice(0, pointer.lastIndexOf('/'))))
      return placesOf(document, keys)
        .filter(pointer => !covered(pointer))
        .map(pointer => `${pointer} is not reported`)
    })
  })

  test('with one thing wrong in it is converted or refused with a pointer and a sentence', () => {
    holds(fc.tuple(documents, fc.nat()), ([document, choice]) => {
      const mutant = mutantOf(document, choice)
      if (mutant === undefined) return []
      const outcome = attempt(forth, mutant.document)
      if (!('thrown' in outcome)) return []
      return errorViolations(outcome.thrown, mutant.document).map(sentence => `${sentence} | ${mutant.name}`)
    })
  })
})

/**
 * Of two elements of a list that changed places both are reported, and if a third one grew beside them, the judge cannot
 * tell which of them it was that moved.
 */
function isMovedBesideOthers(sentence: string, losses: readonly Report[]): boolean {
  const [, path] = /^reported, but it came back as it was: changed at (.*)$/.exec(sentence) ?? []
  if (path === undefined) return false
  const list = path.slice(0, path.lastIndexOf('/') + 1)
  return losses.some(({ path: other }) => other !== path && other.startsWith(list))
}

/** The pointers of every key of these names. */
function placesOf(value: Json, names: readonly string[], at = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, below]) => {
    const pointer = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return names.includes(key) ? [pointer] : placesOf(below, names, pointer)
  })
}

describe('an identifier', () => {
  const ids = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }).map(text => `chatcmpl-${text}`),
    fc.constantFrom('chatcmpl-', 'resp_1', 'resp_', 'gen-1', '123', 'chatcmpl_1', 'chatcmpl-resp_1', 'resp_resp_1'),
  )

  test('of an answer comes back as it was', () => {
    holds(fc.tuple(chatCompletions, ids), ([completion, id]) => {
      const there = converted(subject.toResponse, { ...completion, id }).value
      const back = converted(subject.toChatCompletion, there).value
      return isRecord(back) && back.id === id ? [] : [`${id} came back as ${brief(Object(back).id)}`]
    })
  })

  test('of a call comes back as it was, and is never that of an item', () => {
    holds(fc.tuple(chatCompletions, fc.string({ minLength: 1, maxLength: 80 })), ([completion, id]) => {
      const call = { id, type: 'function', function: { name: 'f', arguments: '{}' } }
      const choices = [{ index: 0, message: { role: 'assistant', content: null, tool_calls: [call] } }]
      const there = Object(converted(subject.toResponse, { ...completion, choices }).value)
      const [item] = there.output
      const back = Object(converted(subject.toChatCompletion, there).value)
      const right = item.call_id === id && item.id !== id && back.choices[0].message.tool_calls[0].id === id
      return right ? [] : [`${brief(id)} became ${brief(item)}`]
    })
  })
})

describe('the parameter an error names', () => {
  const inner = fc.constantFrom('', '.content', '.content[0].text', '.content[1].image_url')
  const inChat = fc.oneof(
    fc.tuple(fc.nat(99), inner).map(([index, rest]) => `messages[${index}]${rest}`),
    fc.nat(9).map(index => `tools[${index}].function.parameters`),
    fc.constantFrom(
      'model',
      'max_completion_tokens',
      'response_format',
      'response_format.json_schema.schema',
      'reasoning_effort',
      'verbosity',
      'temperature',
      'tool_choice',
      'tool_choice.function.name',
      'metadata.team',
      'stream_options.include_obfuscation',
      'no_such_parameter',
    ),
  )

  test('is found again after both conversions', () => {
    holds(fc.tuple(inChat, fc.constantFrom(400, 404, 422, 429, 500)), ([param, status]) => {
      const error = { message: 'No.', type: 'invalid_request_error', param, code: null }
      const there = toResponsesError(status, { error })
      const back = toChatError(there.status, there.body)
      return same(back, { status, body: { error } }) ? [] : [`${param}, ${there.body.error.param}, ${brief(back)}`]
    })
  })
})
