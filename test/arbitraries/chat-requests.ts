// Chat requests, valid and nearly so: whole conversations with calls that are answered, every parameter, and keys that
// no one documents.
import fc from 'fast-check'
import type { Json, JsonObject } from '../laws/json.ts'
import { args, exactly, joined, metadata, model, name, parameters, some, vendorKeys, words } from './words.ts'

const textPart = joined(
  words.map(text => ({ type: 'text', text })),
  vendorKeys,
)
const userPart: fc.Arbitrary<JsonObject> = fc.oneof(
  textPart,
  some({ detail: fc.constantFrom('auto', 'low', 'high') }).map(rest => ({
    type: 'image_url',
    image_url: { url: 'https://example.com/a.png', ...rest },
  })),
  exactly<JsonObject>({ type: 'file', file: { file_id: 'file_1' } }),
  exactly<JsonObject>({ type: 'file', file: { file_data: 'data:application/pdf;base64,AAAA', filename: 'a.pdf' } }),
  exactly<JsonObject>({ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }),
)
const content = (part: fc.Arbitrary<JsonObject>): fc.Arbitrary<Json> =>
  fc.oneof(words, fc.array(part, { minLength: 1, maxLength: 3 }))

const plain = (role: string, part: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject[]> =>
  joined(exactly({ role }), fc.record({ content: content(part) }), some({ name }), vendorKeys).map(message => [message])

const call: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ name, arguments: args }).map(called => ({ type: 'function', function: called })),
  fc.record({ name, input: words }).map(called => ({ type: 'custom', custom: called })),
)

/** An assistant message, and the answers to its calls; the calls get their ids when the conversation is whole. */
const turn: fc.Arbitrary<JsonObject[]> = fc
  .tuple(
    joined(
      exactly({ role: 'assistant' }),
      some({
        content: fc.oneof(words, exactly(null), fc.array(textPart, { minLength: 1, maxLength: 2 })),
        reasoning_content: words,
        refusal: fc.oneof(words, exactly(null)),
        name,
      }),
      vendorKeys,
    ),
    fc.array(call, { maxLength: 3 }),
    content(textPart),
    fc.boolean(),
  )
  .map(([message, calls, output, backwards]) => {
    if (calls.length === 0) return [{ content: 'Done.', ...message }]
    const answers = calls.map((_, index): JsonObject => ({ role: 'tool', tool_call_id: index, content: output }))
    return [{ ...message, tool_calls: calls }, ...(backwards ? answers.reverse() : answers)]
  })

/** Gives every call an id of its own, and its answer the same. */
function numbered(turns: JsonObject[][]): JsonObject[] {
  let next = 0
  return turns.flatMap(messages => {
    const first = next
    return messages.map(message => {
      if (message.role === 'tool') return { ...message, tool_call_id: `call_${first + Number(message.tool_call_id)}` }
      if (!Array.isArray(message.tool_calls)) return message
      return { ...message, tool_calls: message.tool_calls.map(each => ({ id: `call_${next++}`, ...Object(each) })) }
    })
  })
}

const messages: fc.Arbitrary<JsonObject[]> = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: plain('user', userPart) },
      { weight: 1, arbitrary: plain('system', textPart) },
      { weight: 1, arbitrary: plain('developer', textPart) },
      { weight: 3, arbitrary: turn },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(numbered)

const tool: fc.Arbitrary<JsonObject> = fc.oneof(
  joined(
    joined(fc.record({ name }), some({ description: words, parameters, strict: fc.boolean() }), vendorKeys).map(
      definition => ({ type: 'function', function: definition }),
    ),
  ),
  joined(
    fc.record({ name }),
    some({
      description: words,
      format: fc.constantFrom<Json>(
        { type: 'text' },
        { type: 'grammar', grammar: { syntax: 'lark', definition: 'start: WORD' } },
      ),
    }),
  ).map(definition => ({ type: 'custom', custom: definition })),
)

const toolChoice: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom('auto', 'none', 'required'),
  name.map(each => ({ type: 'function', function: { name: each } })),
  name.map(each => ({ type: 'custom', custom: { name: each } })),
  name.map(each => ({
    type: 'allowed_tools',
    allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: each } }] },
  })),
)

const settings = some({
  model,
  max_completion_tokens: fc.integer({ min: 1, max: 5000 }),
  max_tokens: fc.integer({ min: 1, max: 5000 }),
  temperature: fc.constantFrom(0, 0.5, 1),
  top_p: fc.constantFrom(0.1, 1),
  stream: fc.boolean(),
  stream_options: some({ include_usage: fc.boolean(), include_obfuscation: fc.boolean() }),
  response_format: fc.oneof(
    fc.constantFrom<Json>({ type: 'text' }, { type: 'json_object' }),
    joined(fc.record({ name }), some({ description: words, schema: parameters, strict: fc.boolean() })).map(schema => ({
      type: 'json_schema',
      json_schema: schema,
    })),
  ),
  verbosity: fc.constantFrom('low', 'medium', 'high'),
  reasoning_effort: fc.constantFrom('none', 'low', 'high'),
  web_search_options: exactly({ search_context_size: 'low' }),
  store: fc.boolean(),
  metadata,
  service_tier: fc.constantFrom('auto', 'flex'),
  user: name,
  safety_identifier: name,
  prompt_cache_key: name,
})

const lost = some({
  n: fc.constantFrom(1, 2),
  stop: fc.constantFrom<Json>('END', ['a', 'b']),
  seed: fc.integer({ min: 0, max: 9 }),
  logit_bias: exactly({ 50256: -100 }),
  frequency_penalty: fc.constantFrom(0, 0.5),
  presence_penalty: fc.constantFrom(0, 0.5),
  prediction: exactly({ type: 'content', content: 'x' }),
  modalities: fc.constantFrom<Json>(['text'], ['text', 'audio']),
})

const tools = joined(
  fc.array(tool, { minLength: 1, maxLength: 3 }).map(list => ({ tools: list })),
  some({ tool_choice: toolChoice, parallel_tool_calls: fc.boolean() }),
)

const probabilities = fc.constantFrom<JsonObject>({}, { logprobs: true }, { logprobs: true, top_logprobs: 2 })
const nothing = exactly<JsonObject>({})
const now = <Value>(arbitrary: fc.Arbitrary<Value>, otherwise: fc.Arbitrary<Value>) => fc.oneof(arbitrary, otherwise)

export const chatRequests: fc.Arbitrary<JsonObject> = joined(
  settings,
  messages.map(list => ({ messages: list })),
  now(tools, nothing),
  now(lost, nothing),
  probabilities,
  vendorKeys,
)
