// What servers of the Responses API may do to a stream: cut its deltas elsewhere, leave events out, add new ones, end
// otherwise, break off.
import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import { addOddKey, below, pick, records, type Variation } from './variation.ts'

type Events = Json[]

const is = (event: Json, pattern: RegExp): event is JsonObject => isRecord(event) && pattern.test(String(event.type))
const final = /^response\.(completed|incomplete|failed)$/

function remove(events: Events, test: (event: Json) => boolean): boolean {
  const kept = events.filter(event => !test(event))
  if (kept.length === events.length) return false
  events.splice(0, Number.POSITIVE_INFINITY, ...kept)
  return true
}

/** The events of a stream without the sequence numbers, which a changed stream would tell wrongly. */
function renumber(events: Events): void {
  for (const [at, event] of events.entries()) {
    if (isRecord(event) && event.sequence_number !== undefined) event.sequence_number = at
  }
}

/** Does a change and counts the events anew. */
const counted =
  (variation: Variation<Events>): Variation<Events> =>
  (events, random, pool) => {
    const done = variation(events, random, pool)
    if (done) renumber(events)
    return done
  }

const endings: readonly { type: string; rest: JsonObject }[] = [
  { type: 'response.incomplete', rest: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } } },
  { type: 'response.incomplete', rest: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } } },
  { type: 'response.failed', rest: { status: 'failed', error: { code: 'server_error', message: 'It broke.' } } },
  {
    type: 'response.failed',
    rest: { status: 'failed', error: { code: 'rate_limit_exceeded', message: 'Slow down.' } },
  },
]

const strangers: readonly JsonObject[] = [
  { type: 'response.no_such_event', a: 1 },
  { type: 'keepalive' },
  { type: 'response.rate_limits.updated', rate_limits: [] },
]

export const eventStreamVariations: Readonly<Record<string, Variation<Events>>> = {
  'a delta cut in two': counted((events, random) => {
    const text =
      /\.(output_text|refusal|reasoning_text|reasoning_summary_text|function_call_arguments|custom_tool_call_input)\.delta$/
    const at = pick(
      random,
      [...events.keys()].filter(each => is(events[each] ?? null, text)),
    )
    const event = at === undefined ? null : events[at]
    if (at === undefined || !isRecord(event) || typeof event.delta !== 'string') return false
    const cut = below(random, event.delta.length + 1)
    const second = { ...structuredClone(event), delta: event.delta.slice(cut) }
    event.delta = event.delta.slice(0, cut)
    if (event.logprobs !== undefined) event.logprobs = []
    events.splice(at + 1, 0, second)
    return true
  }),
  'no deltas': counted(events => remove(events, event => is(event, /\.delta$/) && !Array.isArray(event.logprobs))),
  'no events but of whole items': counted(events =>
    remove(
      events,
      event => !is(event, /^response\.(created|in_progress|output_item\.done|completed|incomplete|failed)$/),
    ),
  ),
  'no events of parts': counted(events => remove(events, event => is(event, /_part\.(added|done)$/))),
  'no done of texts': counted(events => remove(events, event => is(event, /(text|refusal|arguments|input)\.done$/))),
  'no progress': counted(events =>
    remove(events, event => is(event, /_call\.(in_progress|searching|interpreting|generating)$|queued$/)),
  ),
  'no opening': counted(events => remove(events, event => is(event, /^response\.created$/))),
  'only its end': counted(events => remove(events, event => !is(event, final))),
  'no sequence numbers': events => {
    for (const event of events.filter(isRecord)) delete event.sequence_number
    return true
  },
  'no item ids in its events': events => {
    for (const event of events.filter(isRecord)) delete event.item_id
    return true
  },
  obfuscation: events => {
    for (const event of events.filter(isRecord)) if (event.delta !== undefined) event.obfuscation = 'abc'
    return true
  },
  'an unknown key': (events, random) => {
    const event = pick(random, events.filter(isRecord))
    if (event !== undefined) addOddKey(event, random)
    return event !== undefined
  },
  'an unknown event': counted((events, random) => {
    events.splice(1 + below(random, Math.max(1, events.length - 1)), 0, structuredClone(pick(random, strangers) ?? {}))
    return true
  }),
  'another ending': (events, random) => {
    const last = events.find(event => is(event, final))
    const ending = pick(random, endings)
    if (!isRecord(last) || !isRecord(last.response) || ending === undefined) return false
    if (events.some(event => is(event, /^error$/))) return false
    last.type = ending.type
    Object.assign(last.response, structuredClone(ending.rest))
    return true
  },
  'no usage': events => {
    for (const event of events) if (is(event, final) && isRecord(event.response)) delete event.response.usage
    return true
  },
  'an error within': counted((events, random) => {
    const error = pick(random, [
      { type: 'error', code: 'server_error', message: 'It broke.', param: null },
      {
        type: 'error',
        error: { type: 'too_many_requests', code: 'too_many_requests', message: 'Slow down.', param: null },
      },
    ])
    const at =
      1 +
      below(
        random,
        Math.max(
          1,
          events.findIndex(event => is(event, final)),
        ),
      )
    events.splice(at, Number.POSITIVE_INFINITY, { ...error, sequence_number: 0 })
    return true
  }),
  'a break': (events, random) => {
    events.splice(below(random, events.length), Number.POSITIVE_INFINITY)
    return true
  },
  'a [DONE] at its end': events => {
    if (events.at(-1) === '[DONE]') return false
    events.push('[DONE]')
    return true
  },
  'lists left out of parts': events => {
    const parts = events.flatMap(event => {
      if (!isRecord(event)) return []
      const items =
        is(event, final) && isRecord(event.response)
          ? records(event.response.output)
          : [event.item ?? null].filter(isRecord)
      return [...items.flatMap(item => records(item.content)), event.part ?? null].filter(isRecord)
    })
    for (const part of parts) {
      if (Array.isArray(part.logprobs) && part.logprobs.length === 0) delete part.logprobs
    }
    return parts.length > 0
  },
}
