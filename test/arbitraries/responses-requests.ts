// Responses requests, valid and nearly so: items in any of their forms, calls and outputs out of order, hosted tools.
import fc from 'fast-check'
import type { Json, JsonObject } from '../laws/json.ts'
import { args, exactly, joined, metadata, model, name, parameters, some, vendorKeys, words } from './words.ts'

const textPart = joined(
  words.map(text => ({ type: 'input_text', text })),
  vendorKeys,
)
const inputPart: fc.Arbitrary<JsonObject> = fc.oneof(
  textPart,
  fc.constantFrom<JsonObject>(
    { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'low' },
    { type: 'input_image', file_id: 'file_1', detail: 'auto' },
    { type: 'input_file', file_id: 'file_1' },
    { type: 'input_file', file_url: 'https://example.com/a.pdf' },
  ),
)
/** Parts of results that chat can show, if not where they stand. */
const resultPart: fc.Arbitrary<JsonObject> = fc.oneof(
  textPart,
  fc.constantFrom<JsonObject>(
    { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'low' },
    { type: 'input_file', file_id: 'file_1' },
  ),
)
const outputPart: fc.Arbitrary<JsonObject> = fc.oneof(
  words.map(text => ({ type: 'output_text', text, annotations: [], logprobs: [] })),
  words.map(refusal => ({ type: 'refusal', refusal })),
)
const bookkeeping = (prefix: string) =>
  fc.constantFrom<JsonObject>({}, { id: `${prefix}_1` }, { id: `${prefix}_1`, status: 'completed' })

const message = (role: string, part: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  joined(
    fc.constantFrom<JsonObject>({}, { type: 'message' }),
    bookkeeping('msg'),
    exactly({ role }),
    fc.record({ content: fc.oneof(words as fc.Arbitrary<Json>, fc.array(part, { minLength: 1, maxLength: 3 })) }),
    role === 'assistant' ? fc.constantFrom<JsonObject>({}, { phase: 'commentary' }) : exactly({}),
    vendorKeys,
  )

const reasoning: fc.Arbitrary<JsonObject> = joined(
  bookkeeping('rs'),
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
    encrypted_content: exactly('sealed'),
  }),
)

const call: fc.Arbitrary<JsonObject> = fc.oneof(
  joined(bookkeeping('fc'), exactly({ type: 'function_call' }), fc.record({ name, arguments: args })),
  joined(bookkeeping('ctc'), exactly({ type: 'custom_tool_call' }), fc.record({ name, input: words })),
)

const hosted: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search', query: 'q' } },
  { type: 'item_reference', id: 'msg_0' },
  { type: 'compaction', encrypted_content: 'sealed' },
  { type: 'no_such_item', x: 1 },
)

/** What the model did in a turn, and the outputs of its calls, some of them late. */
const turn: fc.Arbitrary<JsonObject[]> = fc
  .tuple(
    fc.option(reasoning, { nil: undefined }),
    fc.option(message('assistant', outputPart), { nil: undefined }),
    fc.array(call, { maxLength: 3 }),
    fc.oneof(words as fc.Arbitrary<Json>, fc.array(resultPart, { minLength: 1, maxLength: 2 })),
    fc.option(message('user', inputPart), { nil: undefined }),
    fc.boolean(),
  )
  .map(([thought, said, calls, output, note, backwards]) => {
    const outputs = calls.map(
      (each, index): JsonObject => ({ type: `${String(each.type)}_output`, call_id: index, output }),
    )
    const numbered = calls.map((each, index): JsonObject => ({ ...each, call_id: index }))
    // An image that moves behind the outputs makes one item into two: not beside a note that changes places with it.
    const late = typeof output === 'string' ? note : undefined
    return [thought, said, ...numbered, late, ...(backwards ? outputs.reverse() : outputs)].filter(
      item => item !== undefined,
    )
  })

function numbered(turns: JsonObject[][]): JsonObject[] {
  return turns.flatMap((items, index) =>
    items.map(item => (item.call_id === undefined ? item : { ...item, call_id: `call_${index}_${item.call_id}` })),
  )
}

const one = (arbitrary: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject[]> => arbitrary.map(item => [item])
/** A system message in parts: as a text it would be `instructions` wherever everything before it is lost. */
const systemParts = joined(
  exactly({ role: 'system' }),
  fc.record({ content: fc.array(textPart, { minLength: 1, maxLength: 2 }) }),
)
const leading = fc.oneof(
  exactly<JsonObject[]>([]),
  words.map((content): JsonObject[] => [{ role: 'system', content }]),
)
const later = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: one(message('user', inputPart)) },
      { weight: 1, arbitrary: one(systemParts) },
      { weight: 1, arbitrary: one(message('developer', textPart)) },
      { weight: 1, arbitrary: one(hosted) },
      { weight: 3, arbitrary: turn },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map(numbered)
const items = fc.tuple(leading, later).map(([first, rest]) => [...first, ...rest])

const tool: fc.Arbitrary<JsonObject> = fc.oneof(
  joined(
    exactly({ type: 'function' }),
    fc.record({ name, parameters: fc.oneof(parameters, exactly(null)), strict: fc.boolean() }),
    some({ description: words, defer_loading: exactly(true) }),
    vendorKeys,
  ),
  joined(
    exactly({ type: 'custom' }),
    fc.record({ name }),
    some({ format: fc.constantFrom<Json>({ type: 'text' }, { type: 'grammar', syntax: 'regex', definition: 'a+' }) }),
  ),
  fc.constantFrom<JsonObject>(
    { type: 'web_search' },
    { type: 'mcp', server_label: 's', server_url: 'https://example.com' },
    { type: 'no_such_tool' },
  ),
)

const toolChoice: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom('auto', 'none', 'required'),
  name.map(each => ({ type: 'function', name: each })),
  exactly<Json>({ type: 'mcp', server_label: 's' }),
  name.map(each => ({ type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: each }] })),
)

const settings = some({
  model,
  instructions: words,
  max_output_tokens: fc.integer({ min: 16, max: 5000 }),
  temperature: fc.constantFrom(0, 0.5, 1),
  top_p: fc.constantFrom(0.1, 1),
  stream: fc.boolean(),
  stream_options: some({ include_obfuscation: fc.boolean() }),
  text: some({
    verbosity: fc.constantFrom('low', 'medium'),
    format: fc.constantFrom<Json>(
      { type: 'text' },
      { type: 'json_object' },
      { type: 'json_schema', name: 'answer', schema: { type: 'object' }, strict: true },
    ),
  }),
  reasoning: some({ effort: fc.constantFrom('low', 'high'), summary: exactly('auto') }),
  parallel_tool_calls: fc.boolean(),
  store: fc.boolean(),
  metadata,
  service_tier: fc.constantFrom('auto', 'flex'),
  user: name,
  prompt_cache_key: name,
})

const lost = some({
  background: fc.boolean(),
  conversation: fc.constantFrom<Json>('conv_1', { id: 'conv_1' }),
  include: fc.constantFrom<Json>(['reasoning.encrypted_content'], ['message.output_text.logprobs', 'file_search']),
  max_tool_calls: exactly(3),
  previous_response_id: exactly('resp_0'),
  prompt: exactly({ id: 'pmpt_1' }),
  truncation: fc.constantFrom('auto', 'disabled'),
  top_logprobs: fc.constantFrom(0, 3),
})

const tools = fc
  .tuple(fc.array(tool, { minLength: 1, maxLength: 3 }), fc.option(toolChoice, { nil: undefined }))
  .map(([list, choice]): JsonObject => (choice === undefined ? { tools: list } : { tools: list, tool_choice: choice }))

export const responsesRequests: fc.Arbitrary<JsonObject> = joined(
  settings,
  fc.oneof(
    words.map((input): JsonObject => ({ input })),
    items.map((input): JsonObject => ({ input })),
  ),
  fc.oneof(tools, exactly<JsonObject>({})),
  fc.oneof(lost, exactly<JsonObject>({})),
  vendorKeys,
)
