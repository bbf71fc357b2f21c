// The laws on generated streams, in both directions: what they add up to, how they may be cut, and how they end.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { chatCompletions, chunksOf, cuts, interleavedStreams } from '../arbitraries/chat-results.ts'
import { eventsOf, finishedResponses } from '../arbitraries/responses-results.ts'
import { holds, printSeed, runs, seeds } from '../arbitraries/runs.ts'
import { writeContent } from '../fixtures.ts'
import { attempt, fixedOptions, iterate } from '../laws/conversion.ts'
import { normalise } from '../laws/equivalences.ts'
import { foldChat } from '../laws/fold-chat.ts'
import { foldResponses } from '../laws/fold-responses.ts'
import { brief, copy, freeze, isRecord, type Json, type JsonObject, same } from '../laws/json.ts'
import { type Encoder, type Options, subject } from '../laws/subject.ts'
import { wellFormedViolations } from '../laws/well-formed.ts'

type Open = (options: Options) => Encoder

interface Encoded {
  out: Json[]
  losses: string[]
}

const lossName = (loss: unknown) => `${String(Object(loss).effect)} at ${String(Object(loss).path)}`

function encoded(open: Open, parts: readonly Json[]): Encoded {
  const losses: unknown[] = []
  const encoder = open(fixedOptions(losses))
  const out: unknown[] = []
  for (const part of parts) out.push(...encoder.push(freeze(copy(part))))
  out.push(...encoder.finish())
  return { out: out.map(copy), losses: losses.map(lossName) }
}

function converted(
  convert: (input: unknown, options: Options) => unknown,
  document: Json,
): { value: Json; losses: string[] } {
  const outcome = attempt(convert, document)
  if ('thrown' in outcome) throw outcome.thrown
  return { value: outcome.value, losses: outcome.losses.map(lossName) }
}

const differ = (what: string, one: unknown, other: unknown) =>
  same(one, other) ? [] : [`${what}: ${JSON.stringify(one)}`, `and: ${JSON.stringify(other)}`]

const wholeEnd = (events: readonly Json[]): Json => foldResponses(events).response ?? null
const wholeChat = (chunks: readonly Json[]): Json => normalise('chat completion', foldChat(chunks).completion)

function lawSix(events: Json[]): string[] {
  const own = checkResponseEvents(events as Parameters<typeof checkResponseEvents>[0])
  const judged = wellFormedViolations(events)
  const agree = (own.length === 0) === (judged.length === 0)
  return [...judged, ...own.map(({ message }) => message), ...(agree ? [] : ['the two checkers do not agree'])]
}

beforeAll(printSeed)

describe('a generated chat stream', () => {
  const streamed = fc.tuple(chatCompletions, cuts)
  const asFiles = ([completion, lengths]: readonly [JsonObject, readonly number[]]) => ({
    'chat.response.json': writeContent('chat', completion),
    'chat.stream.sse': writeContent('chat', chunksOf(completion, lengths)),
  })
  const holdsFor = (wrongWith: (value: [JsonObject, number[]]) => string[]) => holds(streamed, wrongWith, asFiles)

  test('adds up to what the finished completion becomes, with the same losses', () => {
    holdsFor(([completion, lengths]) => {
      const stream = encoded(subject.responseEventEncoder, chunksOf(completion, lengths))
      const whole = converted(subject.toResponse, completion)
      return [
        ...differ('streamed', wholeEnd(stream.out), whole.value),
        ...differ('losses', stream.losses.sort(), whole.losses.sort()),
      ]
    })
  })

  test('adds up to the same wherever its texts are cut', () => {
    holds(fc.tuple(chatCompletions, cuts, cuts), ([completion, one, other]) => {
      const [left, right] = [one, other].map(lengths =>
        encoded(subject.responseEventEncoder, chunksOf(completion, lengths)),
      )
      return differ('cut', [wholeEnd(left?.out ?? []), left?.losses], [wholeEnd(right?.out ?? []), right?.losses])
    })
  })

  test('is well formed by either checker, and has one end', () => {
    holdsFor(([completion, lengths]) =>
      lawSix(encoded(subject.responseEventEncoder, chunksOf(completion, lengths)).out),
    )
  })

  test('in any order of its deltas is well formed and loses nothing', () => {
    holds(interleavedStreams, ({ completion, chunks }) => {
      const { out } = encoded(subject.responseEventEncoder, chunks)
      const words = (type: string) =>
        out
          .filter(isRecord)
          .filter(event => event.type === `response.${type}.delta`)
          .map(event => event.delta)
          .join('')
      const [choice] = completion.choices as JsonObject[]
      const message = Object(choice?.message)
      const calls: JsonObject[] = Array.isArray(message.tool_calls) ? message.tool_calls : []
      const said = Object(wholeEnd(out)).output.filter((item: JsonObject) => item.call_id !== undefined)
      const texts = (each: JsonObject) => Object(each.function ?? each.custom)
      const expected = calls.map(each => [each.id, texts(each).name, texts(each).arguments ?? texts(each).input])
      const found = said.map((item: JsonObject) => [item.call_id, item.name, item.arguments ?? item.input])
      const byId = (list: Json[][]) => list.sort((one, other) => String(one[0]).localeCompare(String(other[0])))
      return [
        ...lawSix(out),
        ...differ('text', words('output_text'), message.content ?? ''),
        ...differ('refusal', words('refusal'), message.refusal ?? ''),
        ...differ('reasoning', words('reasoning_text'), message.reasoning_content ?? ''),
        ...differ('calls', byId(found), byId(expected as Json[][])),
      ]
    })
  })

  test('cut short fails, well formed, with what had been said', () => {
    holds(fc.tuple(streamed, fc.nat()), ([[completion, lengths], choice]) => {
      const chunks = chunksOf(completion, lengths)
      const end = chunks.findIndex(chunk => Object(chunk).choices?.[0]?.finish_reason)
      const { out } = encoded(subject.responseEventEncoder, chunks.slice(0, choice % end))
      const failed = foldResponses(out).terminal === 'response.failed'
      return [...lawSix(out), ...(failed ? [] : [`it ended with ${brief(foldResponses(out).terminal)}`])]
    })
  })

  test('is never completed strictly when something of it is lost', () => {
    holdsFor(([completion, lengths]) => {
      const chunks = chunksOf(completion, lengths)
      const inexact = encoded(subject.responseEventEncoder, chunks).losses.length > 0
      const out: unknown[] = []
      const encoder = subject.responseEventEncoder({ ...fixedOptions([]), strict: true })
      let refused = false
      for (const chunk of chunks) {
        try {
          out.push(...encoder.push(chunk))
        } catch (error) {
          refused = subject.isUnmappable(error)
          break
        }
      }
      if (refused || !chunks.includes('[DONE]')) out.push(...encoder.finish())
      else {
        try {
          out.push(...encoder.finish())
        } catch (error) {
          refused = subject.isUnmappable(error)
          out.push(...encoder.finish())
        }
      }
      const { terminal } = foldResponses(out.map(copy))
      return [
        ...lawSix(out.map(copy)),
        ...(refused === inexact ? [] : [`refused: ${refused}, inexact: ${inexact}`]),
        ...((terminal === 'response.failed') === refused ? [] : [`refused: ${refused}, but it ended with ${terminal}`]),
      ]
    })
  })

  test('is emitted alike with and without a listener to losses', () => {
    holdsFor(([completion, lengths]) => {
      const chunks = chunksOf(completion, lengths)
      const heard = encoded(subject.responseEventEncoder, chunks)
      const { onLoss: _none, ...without } = fixedOptions([])
      const encoder = subject.responseEventEncoder(without)
      const silent = [...chunks.flatMap(chunk => encoder.push(chunk)), ...encoder.finish()].map(copy)
      return differ('events', heard.out, silent)
    })
  })
})

describe('a generated stream of events', () => {
  const streamed = fc.tuple(finishedResponses, cuts)
  const asFiles = ([response, lengths]: readonly [JsonObject, readonly number[]]) => ({
    'responses.response.json': writeContent('responses', response),
    'responses.stream.sse': writeContent('responses', eventsOf(response, lengths)),
  })
  const holdsFor = (wrongWith: (value: [JsonObject, number[]]) => string[]) => holds(streamed, wrongWith, asFiles)

  test('is itself well formed, or the tests below would prove nothing', () => {
    holdsFor(([response, lengths]) => wellFormedViolations(eventsOf(response, lengths)))
  })

  test('adds up to what the finished response becomes, with the same losses', () => {
    holdsFor(([response, lengths]) => {
      const stream = encoded(subject.chatChunkEncoder, eventsOf(response, lengths))
      const whole = converted(subject.toChatCompletion, response)
      return [
        ...differ('streamed', wholeChat(stream.out), normalise('chat completion', whole.value)),
        ...differ('losses', stream.losses.sort(), whole.losses.sort()),
      ]
    })
  })

  test('adds up to the same wherever its texts are cut, and when only whole items are told', () => {
    holds(fc.tuple(finishedResponses, cuts, cuts), ([response, one, other]) => {
      const events = eventsOf(response, one)
      const wholeItems = events.filter(event => !/delta|part|text|refusal|arguments|input/.test(String(event.type)))
      const [left, right, whole] = [events, eventsOf(response, other), wholeItems].map(each =>
        wholeChat(encoded(subject.chatChunkEncoder, each).out),
      )
      return [...differ('cut', left, right), ...differ('whole items', left, whole)]
    })
  })

  test('becomes chunks of one answer that say once why they end', () => {
    holdsFor(([response, lengths]) => {
      const chunks = encoded(subject.chatChunkEncoder, eventsOf(response, lengths)).out.filter(isRecord)
      const reasons = chunks.flatMap(chunk =>
        (chunk.choices as JsonObject[]).map(choice => choice.finish_reason).filter(reason => reason !== null),
      )
      const roles = chunks.flatMap(chunk => (chunk.choices as JsonObject[]).map(choice => Object(choice.delta).role))
      return [
        ...differ('ids', [...new Set(chunks.map(chunk => chunk.id))].length, 1),
        ...differ('reasons', reasons.length, 1),
        ...differ(
          'roles',
          roles.filter(role => role !== undefined),
          ['assistant'],
        ),
      ]
    })
  })

  test('cut short ends in an error and in no reason', () => {
    holds(fc.tuple(streamed, fc.nat()), ([[response, lengths], choice]) => {
      const events = eventsOf(response, lengths)
      const { out } = encoded(subject.chatChunkEncoder, events.slice(0, choice % (events.length - 1)))
      const { error, finished } = foldChat(out)
      return [...(error === null ? ['no error'] : []), ...(finished ? ['a reason'] : [])]
    })
  })

  test('comes back as a well-formed stream of events', () => {
    holdsFor(([response, lengths]) => {
      const { out } = encoded(subject.chatChunkEncoder, eventsOf(response, lengths))
      return lawSix(encoded(subject.responseEventEncoder, [...out, '[DONE]']).out)
    })
  })
})

describe('the asynchronous forms', () => {
  test('give what the encoders give', async () => {
    const parts = fc.tuple(chatCompletions, finishedResponses, cuts)
    const property = fc.asyncProperty(parts, async ([completion, response, lengths]) => {
      const chunks = chunksOf(completion, lengths)
      const events = eventsOf(response, lengths)
      expect(await iterate(subject.toResponseEvents, chunks)).toEqual(encoded(subject.responseEventEncoder, chunks).out)
      expect(await iterate(subject.toChatChunks, events)).toEqual(encoded(subject.chatChunkEncoder, events).out)
    })
    // Each of them is four conversions and two streams awaited piece by piece.
    for (const seed of seeds) await fc.assert(property, { numRuns: Math.ceil(runs / 10), seed })
  })
})
