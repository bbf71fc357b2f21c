// The SDK's own accumulators as judges of everything we emit: every fixture's stream and result, through four majors.
import { describe, expect, test } from 'vitest'
import {
  type ChatCompletion,
  checkResponseEvents,
  type ResponseEvent,
  toChatCompletion,
  toResponse,
} from '../../src/index.ts'
import type { Direction } from '../../src/shim/direction.ts'
import { upstreamChat } from '../../src/shim/upstream-chat.ts'
import { upstreamResponses } from '../../src/shim/upstream-responses.ts'
import { collect } from '../fetch/sdk.ts'
import { type Conversion, type Json, loadFixtures, repeatableOptions, writeContent } from '../fixtures.ts'
import { type Major, majors, model, names } from '../wrap/sdk.ts'
import { outcomeOf } from './outcome.ts'

type Outcome = Awaited<ReturnType<typeof outcomeOf>>

const conversions = loadFixtures('').flatMap(({ conversions }) => conversions)
const streamsTo = (direction: Conversion['direction']) =>
  conversions.filter(one => one.kind === 'stream' && one.direction === direction)
const resultsTo = (direction: Conversion['direction']) =>
  conversions.filter(one => one.kind === 'response' && one.direction === direction)

/** A client whose server answers with this, whatever it is asked. */
function clientBefore(major: Major, body: string, contentType: string) {
  const answer = async () => new Response(body, { headers: { 'content-type': contentType } })
  return new majors[major].OpenAI({ apiKey: 'sk-test', baseURL: 'http://127.0.0.1/v1', maxRetries: 0, fetch: answer })
}

/** What we make of a fixture's stream, as it goes over the wire. */
function emitted(upstream: Direction, { source, request }: Conversion): Json[] {
  const encoder = upstream.encoder(repeatableOptions(request))
  return [...(source as Json[]).flatMap(element => encoder.push(element)), ...encoder.finish()] as Json[]
}

/** What we make of the same stream where nobody asked for one: the finished object, undefined if it was cut. */
function finished(upstream: Direction, { source, request }: Conversion): Promise<Outcome> {
  return outcomeOf(async () => upstream.folded(source as Json[], repeatableOptions(request)))
}

/** What the SDK adds by itself. */
const added = new Set(['parsed', 'parsed_arguments', 'output_parsed', 'output_text', '_request_id'])

function without(keys: ReadonlySet<string>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entry => without(keys, entry))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => !keys.has(key))
  return Object.fromEntries(kept.map(([key, entry]) => [key, without(keys, entry)]))
}

const asSummed = (value: unknown) => without(added, value)

const withoutThoughts = (value: unknown) => without(new Set([...added, 'reasoning_content']), value)

/**
 * What the SDK's accumulator of chunks cannot know or does not keep, whoever sends them: usage that nobody asked for, a
 * list of annotations that is empty, an empty text, and of a field it does not know all but the latest piece.
 */
function asKept(completion: ChatCompletion, asksForUsage: boolean): unknown {
  const { usage, ...rest } = completion
  const choices = rest.choices.map(choice => {
    const { annotations, ...message } = choice.message
    const kept = annotations && annotations.length > 0 ? { annotations } : {}
    return { ...choice, message: { ...message, ...kept, content: message.content ?? '' } }
  })
  return withoutThoughts({ ...rest, ...(asksForUsage ? { usage } : {}), choices })
}

/** What a major's helpers never took, whoever sends it. */
const hasCustomCalls = (value: unknown) => JSON.stringify(value).includes('"type":"custom"')
const takesCustomCalls = (major: Major) => major === 'openai 7'
/** 4 and 5 only listen to `response.completed`. */
const takesEveryEnd = (major: Major) => major === 'openai 6' || major === 'openai 7'

const thrownOf = (outcome: Outcome) =>
  'thrown' in outcome && outcome.thrown instanceof Error ? outcome.thrown : undefined
const completed = (outcome: Outcome) =>
  'returned' in outcome && (outcome.returned as { status?: unknown }).status === 'completed'

describe.each(names)('%s', major => {
  const helpersBefore = (body: string, contentType: string) =>
    majors[major].helpers(clientBefore(major, body, contentType))
  const eventStream = 'text/event-stream'

  test.each(streamsTo('to-chat'))('adds up the chat stream we make of $case', async conversion => {
    const chunks = emitted(upstreamResponses, conversion)
    const chat = helpersBefore(writeContent('chat', chunks), eventStream)
    const summed = await outcomeOf(() => chat.stream({ model, messages: [] }).finalChatCompletion())
    const own = await finished(upstreamResponses, conversion)
    const completion = 'returned' in own ? own.returned : undefined
    if (completion === undefined) return expect(thrownOf(summed)).toBeInstanceOf(majors[major].errors.APIError)
    if (hasCustomCalls(completion) && !takesCustomCalls(major)) return expect(thrownOf(summed)).toBeInstanceOf(Error)
    const countsUsage = JSON.stringify(chunks).includes('"total_tokens"')
    expect('returned' in summed && asKept(summed.returned as ChatCompletion, countsUsage)).toEqual(
      asKept(completion as ChatCompletion, countsUsage),
    )
  })

  test.each(streamsTo('to-responses'))('adds up the Responses stream we make of $case', async conversion => {
    const events = emitted(upstreamChat, conversion)
    expect(checkResponseEvents(events as unknown as ResponseEvent[])).toEqual([])
    const { responses } = clientBefore(major, writeContent('responses', events), eventStream)
    const summed = await outcomeOf(() => responses.stream({ model, input: '' }).finalResponse())
    const own = await finished(upstreamChat, conversion)
    if (takesEveryEnd(major) || completed(own)) expect(asSummed(summed)).toEqual(own)
    else expect(summed).toMatchObject({ returned: { status: 'in_progress', id: expect.any(String) } })
  })

  test.each(streamsTo('to-responses'))('reads every event we make of $case', async conversion => {
    const events = emitted(upstreamChat, conversion)
    const { responses } = clientBefore(major, writeContent('responses', events), eventStream)
    const read = await collect(await responses.create({ model, input: '', stream: true }))
    expect(read).toEqual(events)
  })

  test.each(resultsTo('to-chat'))('parses the completion we make of $case', async conversion => {
    const options = repeatableOptions(conversion.request)
    const own = await outcomeOf(async () => toChatCompletion(conversion.source as never, options))
    if (!('returned' in own)) return expect(own.thrown).toHaveProperty('name', 'ApiError')
    const completion = own.returned as ChatCompletion
    const chat = helpersBefore(JSON.stringify(completion), 'application/json')
    const parsed = await outcomeOf(() => chat.parse({ model, messages: [] }))
    const refusedEnds: Record<string, string> = {
      length: 'LengthFinishReasonError',
      content_filter: 'ContentFilterFinishReasonError',
    }
    const refused = refusedEnds[String(completion.choices[0]?.finish_reason)]
    if (refused !== undefined) return expect(thrownOf(parsed)?.constructor.name).toBe(refused)
    // 4 gives them an empty `function`, too.
    if (hasCustomCalls(completion) && major === 'openai 4') return expect(asSummed(parsed)).toMatchObject(own)
    if (hasCustomCalls(completion) && !takesCustomCalls(major)) return expect(thrownOf(parsed)).toBeInstanceOf(Error)
    expect(asSummed(parsed)).toEqual(own)
  })

  test.each(resultsTo('to-responses'))('parses the response we make of $case', async conversion => {
    const own = toResponse(conversion.source as never, repeatableOptions(conversion.request))
    const { responses } = clientBefore(major, JSON.stringify(own), 'application/json')
    expect(asSummed(await responses.parse({ model, input: '' }))).toEqual(own)
  })
})
