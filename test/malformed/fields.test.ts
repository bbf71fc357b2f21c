// Every typed field of a request refuses a value of another type, with a pointer to it. What goes through unlooked at is
// listed here, with the reason; so letting something through is a decision.
import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../src/index.ts'
import { placed } from '../arbitraries/extremes.ts'
import { pointers } from '../arbitraries/mutations.ts'
import { type Json, valueAt } from '../laws/json.ts'
import { chatRequest, responsesRequest } from '../laws/sample-requests.ts'
import { subject } from '../laws/subject.ts'

const shared = 'It is carried over as it is, the same object; the other API judges it.'
const lost = 'It is inside something that is dropped as a whole, and reported.'
const unknown = 'Neither API documents it, so it has no type; it is dropped and reported.'

interface Free {
  /** The places, by a pattern of their pointers. */
  readonly places: RegExp
  readonly why: string
}

const freeInChat: readonly Free[] = [
  { places: /^\/metadata\/./, why: shared },
  { places: /\/(parameters|schema)\/./, why: shared },
  { places: /^\/(logit_bias|modalities|audio|prediction|stop)\/./, why: lost },
  { places: /^\/messages\/8\/audio\/./, why: lost },
  { places: /^\/vendor(\/|$)/, why: unknown },
]

const freeInResponses: readonly Free[] = [
  { places: /^\/metadata\/./, why: shared },
  { places: /\/(parameters|schema)\/./, why: shared },
  { places: /^\/(prompt|conversation)\/./, why: lost },
  { places: /^\/input\/(9|10)\/(?!type)./, why: lost },
  { places: /^\/input\/11\/tools/, why: 'Tools that an item brings join the others where they are tools at all.' },
  { places: /^\/input\/11\/role/, why: lost },
  { places: /^\/tools\/[34]\/(?!type)./, why: lost },
  { places: /^\/vendor(\/|$)/, why: unknown },
]

/** One value of each type, and which of them a place takes beside those of its own type. */
const values: Record<string, Json> = { true: true, number: 0.5, string: 'x', list: [], object: {} }
const alsoTaken: readonly { places: RegExp; take: readonly string[]; why: string }[] = [
  { places: /\/content$/, take: ['string', 'list'], why: 'Content is a text or a list of parts.' },
  { places: /^\/stop$/, take: ['string', 'list'], why: 'One sequence or several.' },
  { places: /^\/input$/, take: ['string', 'list'], why: 'A text or a list of items.' },
  { places: /^\/input\/\d+$/, take: ['string'], why: 'Agents write a bare text for a user message.' },
  { places: /^\/input\/\d+\/output$/, take: ['string', 'list'], why: 'A text or a list of parts.' },
  { places: /^\/conversation$/, take: ['string', 'object'], why: 'An id or an object with it.' },
]

const kindOf = (value: unknown): string =>
  value === true || value === false ? 'true' : Array.isArray(value) ? 'list' : typeof value

interface Sample {
  readonly name: string
  readonly document: Json
  readonly free: readonly Free[]
  readonly convert: typeof subject.toChatRequest
}

const samples: Sample[] = [
  { name: 'chat', document: chatRequest, free: freeInChat, convert: subject.toResponsesRequest },
  { name: 'Responses', document: responsesRequest, free: freeInResponses, convert: subject.toChatRequest },
]

/** The wrong values that went through at one place. */
function accepted({ document, convert }: Sample, pointer: string): string[] {
  const own = kindOf(valueAt(document, pointer))
  const taken = alsoTaken.filter(({ places }) => places.test(pointer)).flatMap(({ take }) => take)
  return Object.entries(values).flatMap(([kind, value]) => {
    if (kind === own || taken.includes(kind)) return []
    try {
      convert(placed(document, pointer, value), {})
      return [`${kind} at ${pointer}`]
    } catch (error) {
      const refused = error instanceof InvalidInputError && `${error.path}/`.startsWith(`${pointer}/`)
      return refused ? [] : [`${kind} at ${pointer}: ${String(error)}`]
    }
  })
}

for (const sample of samples) {
  describe(`a ${sample.name} request`, () => {
    const places = [...pointers(sample.document)].filter(at => at !== '' && valueAt(sample.document, at) !== null)

    test('has a type checked at every place but the listed ones', () => {
      const checked = places.filter(pointer => !sample.free.some(({ places: free }) => free.test(pointer)))
      expect(checked.length).toBeGreaterThan(100)
      expect(checked.flatMap(pointer => accepted(sample, pointer))).toEqual([])
    })

    test('lets through at the listed places', () => {
      const idle = sample.free.filter(
        ({ places: free }) => !places.some(pointer => free.test(pointer) && accepted(sample, pointer).length > 0),
      )
      expect(idle.map(({ places: free }) => String(free))).toEqual([])
    })
  })
}
