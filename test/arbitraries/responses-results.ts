// Finished responses, and the same responses as streams of events, cut wherever one likes.
import fc from 'fast-check'
import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import { args, exactly, joined, model, name, some, token, vendorKeys, words } from './words.ts'

const flatCitation = fc
  .record({ start_index: fc.nat(5), end_index: fc.nat(9) })
  .map((span): JsonObject => ({ type: 'url_citation', url: 'https://example.com', title: 't', ...span }))

const textPart: fc.Arbitrary<JsonObject> = fc
  .record({
    text: words,
    annotations: fc.oneof(exactly<JsonObject[]>([]), fc.array(flatCitation, { minLength: 1, maxLength: 2 })),
    logprobs: fc.oneof(exactly<JsonObject[]>([]), fc.array(token, { minLength: 1, maxLength: 2 })),
  })
  .map(part => ({ type: 'output_text', ...part }))
const refusalPart: fc.Arbitrary<JsonObject> = words.map(refusal => ({ type: 'refusal', refusal }))

const items: Record<string, fc.Arbitrary<JsonObject>> = {
  msg: joined(
    exactly({ type: 'message', role: 'assistant', status: 'completed' }),
    fc.record({ content: fc.array(fc.oneof(textPart, textPart, refusalPart), { minLength: 1, maxLength: 2 }) }),
    fc.constantFrom<JsonObject>({}, {}, { phase: 'commentary' }),
  ),
  rs: joined(
    exactly({ type: 'reasoning' }),
    fc.record({
      summary: fc.array(
        words.map(text => ({ type: 'summary_text', text })),
        { maxLength: 2 },
      ),
    }),
    some({
      content: fc.array(
        words.map(text => ({ type: 'reasoning_text', text })),
        { minLength: 1, maxLength: 2 },
      ),
    }),
    some({ encrypted_content: exactly('sealed') }),
  ),
  fc: joined(exactly({ type: 'function_call', status: 'completed' }), fc.record({ name, arguments: args })),
  ctc: joined(exactly({ type: 'custom_tool_call', status: 'completed' }), fc.record({ name, input: words })),
  ws: exactly<JsonObject>({ type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'q' } }),
}

/** Items in any order, each with an id, calls with a call_id. */
const output: fc.Arbitrary<JsonObject[]> = fc
  .array(fc.oneof(...Object.entries(items).map(([prefix, item]) => item.map(each => ({ prefix, each })))), {
    minLength: 1,
    maxLength: 4,
  })
  .map(list =>
    list.map(({ prefix, each }, index) => ({
      id: `${prefix}_${index}`,
      ...each,
      ...(prefix === 'fc' || prefix === 'ctc' ? { call_id: `call_${index}` } : {}),
    })),
  )

const usage: fc.Arbitrary<JsonObject> = fc
  .record({ input: fc.nat(99), output: fc.nat(99), cached: fc.nat(9), reasoning: fc.nat(9) })
  .map(count => ({
    input_tokens: count.input,
    input_tokens_details: { cached_tokens: count.cached, cache_write_tokens: 0 },
    output_tokens: count.output,
    output_tokens_details: { reasoning_tokens: count.reasoning },
    total_tokens: count.input + count.output,
  }))

const endings = fc.constantFrom<JsonObject>(
  { status: 'completed', incomplete_details: null },
  { status: 'completed', incomplete_details: null },
  { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
  { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
)

export const finishedResponses: fc.Arbitrary<JsonObject> = joined(
  exactly({ id: 'resp_1', object: 'response', created_at: 1_700_000_000, error: null, usage: null }),
  fc.record({ model, output }),
  endings,
  some({
    usage,
    service_tier: exactly('default'),
    instructions: words,
    temperature: exactly(0.5),
    store: fc.boolean(),
  }),
  vendorKeys,
)

const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isRecord) : [])

function pieces(text: string, lengths: readonly number[]): string[] {
  const found: string[] = []
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1
    found.push(text.slice(at, at + length))
    at += length
  }
  return found
}

type Event = JsonObject
const stems: Record<string, { stem: string; field: string; part: string; index: string }> = {
  output_text: { stem: 'output_text', field: 'text', part: 'content_part', index: 'content_index' },
  refusal: { stem: 'refusal', field: 'refusal', part: 'content_part', index: 'content_index' },
  reasoning_text: { stem: 'reasoning_text', field: 'text', part: 'content_part', index: 'content_index' },
  summary_text: {
    stem: 'reasoning_summary_text',
    field: 'text',
    part: 'reasoning_summary_part',
    index: 'summary_index',
  },
}

function partEvents(part: JsonObject, place: JsonObject, position: number, lengths: readonly number[]): Event[] {
  const words = stems[String(part.type)]
  if (words === undefined) return []
  const at = { ...place, [words.index]: position }
  const text = String(part[words.field])
  const spoken = pieces(text, lengths)
  const tokens = list(part.logprobs)
  const deltas = spoken.map(
    (delta, index): Event => ({
      type: `response.${words.stem}.delta`,
      ...at,
      delta,
      ...(part.type === 'output_text' ? { logprobs: index === spoken.length - 1 ? tokens : [] } : {}),
    }),
  )
  return [
    { type: `response.${words.part}.added`, ...at, part: { ...part, [words.field]: '', annotations: [] } },
    ...deltas,
    ...list(part.annotations).map((annotation, annotation_index) => ({
      type: 'response.output_text.annotation.added',
      ...at,
      annotation_index,
      annotation,
    })),
    { type: `response.${words.stem}.done`, ...at, [words.field]: text, logprobs: tokens },
    { type: `response.${words.part}.done`, ...at, part },
  ]
}

function itemEvents(item: JsonObject, output_index: number, lengths: readonly number[]): Event[] {
  const place = { item_id: item.id ?? null, output_index }
  const field = item.type === 'custom_tool_call' ? 'input' : 'arguments'
  const stem = item.type === 'custom_tool_call' ? 'custom_tool_call_input' : 'function_call_arguments'
  const inside =
    item[field] === undefined
      ? [...list(item.summary), ...list(item.content)].flatMap((part, index) => {
          const position = part.type === 'summary_text' ? index : index - list(item.summary).length
          return partEvents(part, place, position, lengths)
        })
      : [
          ...pieces(String(item[field]), lengths).map(
            (delta): Event => ({ type: `response.${stem}.delta`, ...place, delta }),
          ),
          { type: `response.${stem}.done`, ...place, [field]: item[field] },
        ]
  const empty: JsonObject = item[field] === undefined ? { content: [], summary: [] } : { [field]: '' }
  const added = { ...item, ...Object.fromEntries(Object.entries(empty).filter(([key]) => item[key] !== undefined)) }
  return [
    { type: 'response.output_item.added', output_index, item: added },
    ...inside,
    { type: 'response.output_item.done', output_index, item },
  ]
}

/** The response as a stream of events, its texts cut into pieces. */
export function eventsOf(response: JsonObject, lengths: readonly number[]): Event[] {
  const begun = { ...response, status: 'in_progress', output: [], usage: null, incomplete_details: null }
  const events: Event[] = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...list(response.output).flatMap((item, index) => itemEvents(item, index, lengths)),
    { type: `response.${String(response.status)}`, response },
  ]
  return events.map((event, sequence_number) => ({ ...event, sequence_number }))
}
