// Finished chat answers, and the same answers as streams of chunks, cut wherever one likes.
import fc from 'fast-check'
import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import { args, exactly, joined, model, name, some, token, vendorKeys, words } from './words.ts'

const call: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ name, arguments: args }).map(each => ({ type: 'function', function: each })) },
  { weight: 1, arbitrary: fc.record({ name, input: words }).map(each => ({ type: 'custom', custom: each })) },
)

const citation = fc
  .record({ start_index: fc.nat(5), end_index: fc.nat(9) })
  .map(
    (span): JsonObject => ({ type: 'url_citation', url_citation: { url: 'https://example.com', title: 't', ...span } }),
  )

const usage: fc.Arbitrary<JsonObject> = fc
  .record({ prompt: fc.nat(99), completion: fc.nat(99), cached: fc.nat(9), reasoning: fc.nat(9), audio: fc.nat(2) })
  .map(count => ({
    prompt_tokens: count.prompt,
    completion_tokens: count.completion,
    total_tokens: count.prompt + count.completion,
    prompt_tokens_details: { cached_tokens: count.cached, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: count.reasoning, audio_tokens: count.audio },
  }))

interface Said {
  text: string | null
  tokens: JsonObject[]
  calls: JsonObject[]
  citations: JsonObject[]
  rest: JsonObject
}

const said: fc.Arbitrary<Said> = fc.record({
  text: fc.option(words),
  tokens: fc.oneof(exactly<JsonObject[]>([]), fc.array(token, { minLength: 1, maxLength: 3 })),
  calls: fc.oneof(exactly<JsonObject[]>([]), fc.array(call, { minLength: 1, maxLength: 3 })),
  citations: fc.oneof(exactly<JsonObject[]>([]), fc.array(citation, { minLength: 1, maxLength: 2 })),
  rest: some({ refusal: words, reasoning_content: words }),
}) as fc.Arbitrary<Said>

/** The whole message; citations and tokens only where there is text for them. */
function messageOf({ text, calls, citations, rest }: Said): JsonObject {
  const alone = text === null && calls.length === 0 && rest.refusal === undefined
  return {
    role: 'assistant',
    content: alone ? 'Fine.' : text,
    ...rest,
    ...(text === null || citations.length === 0 ? {} : { annotations: citations }),
    ...(calls.length === 0 ? {} : { tool_calls: calls.map((each, index) => ({ id: `call_${index}`, ...each })) }),
  }
}

const completionOf = (each: Said, envelope: JsonObject, reason: Json): JsonObject => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'm',
  ...envelope,
  choices: [
    {
      index: 0,
      message: messageOf(each),
      logprobs: each.text === null || each.tokens.length === 0 ? null : { content: each.tokens, refusal: null },
      finish_reason: reason,
    },
  ],
})

export const chatCompletions: fc.Arbitrary<JsonObject> = fc
  .tuple(
    said,
    joined(
      some({ model, usage, service_tier: exactly('default'), system_fingerprint: exactly('fp_1') }),
      fc.constantFrom<JsonObject>({}, {}, { id: 'other-id' }),
      vendorKeys,
    ),
    fc.constantFrom('natural', 'natural', 'length', 'content_filter'),
  )
  .map(([each, envelope, reason]) => {
    const natural = each.calls.length > 0 ? 'tool_calls' : 'stop'
    return completionOf(each, envelope, reason === 'natural' ? natural : reason)
  })

/** Where texts are cut: each number is the length of a piece, over and over. */
export const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })

function pieces(text: string, lengths: readonly number[]): string[] {
  const found: string[] = []
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1
    found.push(text.slice(at, at + length))
    at += length
  }
  return found
}

const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isRecord) : [])
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** The deltas of one call: its name first, then its text in pieces. */
function callDeltas(each: JsonObject, index: number, lengths: readonly number[]): JsonObject[] {
  const kind = each.type === 'custom' ? 'custom' : 'function'
  const field = kind === 'custom' ? 'input' : 'arguments'
  const called = isRecord(each[kind]) ? each[kind] : {}
  const head: JsonObject = { index, id: each.id ?? null, type: kind, [kind]: { name: called.name ?? '', [field]: '' } }
  return [head, ...pieces(text(called[field]), lengths).map(piece => ({ index, [kind]: { [field]: piece } }))]
}

/** The deltas of a message, in the order of a finished message: thoughts, text, citations, refusal, calls. */
export function deltasOf(message: JsonObject, tokens: readonly JsonObject[], lengths: readonly number[]): JsonObject[] {
  const spoken = pieces(text(message.content), lengths).map((content): JsonObject => ({ content }))
  // All tokens come with the last piece of the text: which piece they come with is no part of what they say.
  const last = spoken.at(-1) ?? { content: '' }
  const withTokens = tokens.length === 0 ? spoken : [...spoken.slice(0, -1), { ...last, '#tokens': [...tokens] }]
  return [
    ...pieces(text(message.reasoning_content), lengths).map(piece => ({ reasoning_content: piece })),
    ...withTokens,
    ...list(message.annotations).map(each => ({ annotations: [each] })),
    ...pieces(text(message.refusal), lengths).map(refusal => ({ refusal })),
    ...list(message.tool_calls).flatMap((each, index) =>
      callDeltas(each, index, lengths).map(delta => ({ tool_calls: [delta] })),
    ),
  ]
}

const firstChoice = (completion: JsonObject): JsonObject => list(completion.choices)[0] ?? {}

/** A chunk for each delta, and around them what a server says at the beginning and at the end. */
export function chunksWith(completion: JsonObject, deltas: readonly JsonObject[]): Json[] {
  const { choices: _choices, usage: counters, ...envelope } = completion
  const choice = firstChoice(completion)
  const chunk = (delta: JsonObject, reason: Json): JsonObject => {
    const { '#tokens': tokens, ...rest } = delta
    const logprobs: Json = tokens === undefined ? null : { content: tokens, refusal: null }
    const choices: Json = [{ index: 0, delta: rest, logprobs, finish_reason: reason }]
    return { ...envelope, object: 'chat.completion.chunk', choices }
  }
  const { role, content } = isRecord(choice.message) ? choice.message : {}
  return [
    chunk({ role: role ?? 'assistant', content: content === null ? null : '' }, null),
    ...deltas.map(delta => chunk(delta, null)),
    chunk({}, choice.finish_reason ?? null),
    ...(counters === undefined ? [] : [{ ...envelope, object: 'chat.completion.chunk', choices: [], usage: counters }]),
    '[DONE]',
  ]
}

/** The completion as a stream, its texts cut into pieces. */
export function chunksOf(completion: JsonObject, lengths: readonly number[]): Json[] {
  const choice = firstChoice(completion)
  const tokens = isRecord(choice.logprobs) ? list(choice.logprobs.content) : []
  return chunksWith(completion, deltasOf(isRecord(choice.message) ? choice.message : {}, tokens, lengths))
}

/** A completion and a stream of its deltas in any order in which the pieces of each text keep theirs. */
export const interleavedStreams: fc.Arbitrary<{ completion: JsonObject; chunks: Json[] }> = fc
  .tuple(chatCompletions, cuts, fc.array(fc.nat(5), { minLength: 1, maxLength: 30 }))
  .map(([completion, lengths, turns]) => {
    const { message } = firstChoice(completion)
    const queues = new Map<string, JsonObject[]>()
    for (const delta of deltasOf(isRecord(message) ? message : {}, [], lengths)) {
      const [call] = list(delta.tool_calls)
      const voice = call === undefined ? Object.keys(delta).join() : `call ${String(call.index)}`
      queues.set(voice, [...(queues.get(voice) ?? []), delta])
    }
    const deltas: JsonObject[] = []
    for (let turn = 0; queues.size > 0; turn++) {
      const [voice = '', queue = []] = [...queues][(turns[turn % turns.length] ?? 0) % queues.size] ?? []
      const [next, ...later] = queue
      if (next !== undefined) deltas.push(next)
      if (later.length === 0) queues.delete(voice)
      else queues.set(voice, later)
    }
    return { completion, chunks: chunksWith(completion, deltas) }
  })
