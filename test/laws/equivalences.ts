// The one, complete list of equivalences of law 2: two documents of one kind that differ in nothing else mean the same.
import { chatDefaults, responsesDefaults, withoutDefaults, withoutZeros } from './defaults.ts'
import { copy, isRecord, type Json, type JsonObject, same } from './json.ts'

export type Kind = 'chat request' | 'responses request' | 'chat completion' | 'response'

/** The form of a document in which everything that means the same looks the same. */
export function normalise(kind: Kind, document: Json): Json {
  const result = copy(document)
  if (!isRecord(result)) return result
  if (kind === 'chat request') chatRequest(result)
  if (kind === 'responses request') responsesRequest(result)
  if (kind === 'chat completion') chatCompletion(result)
  if (kind === 'response') response(result)
  return result
}

function records(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isRecord) : []
}

function chatRequest(request: JsonObject): void {
  // "`max_tokens` ≡ `max_completion_tokens`": two different numbers stay two numbers, the loser of which is a loss.
  const { max_tokens: old, max_completion_tokens: current } = request
  if (old !== undefined && (current === undefined || current === null || current === old)) {
    request.max_completion_tokens = old
    delete request.max_tokens
  }
  legacyTools(request)
  if (isRecord(request.stream_options)) {
    withoutDefaults(request.stream_options, { include_usage: false, include_obfuscation: true })
  }
  if (isRecord(request.response_format) && isRecord(request.response_format.json_schema)) {
    withoutDefaults(request.response_format.json_schema, { strict: false })
  }
  if (isRecord(request.web_search_options)) {
    withoutDefaults(request.web_search_options, { search_context_size: 'medium' })
  }
  for (const tool of records(request.tools)) {
    if (isRecord(tool.function)) withoutDefaults(tool.function, { strict: false })
    if (isRecord(tool.custom)) withoutDefaults(tool.custom, { format: { type: 'text' } })
  }
  withoutDefaults(request, chatDefaults)
  const messages = records(request.messages)
  legacyCalls(messages)
  for (const message of messages) chatMessage(message)
}

/** "Legacy `functions`, `function_call` and function messages ≡ tools": the parameters. */
function legacyTools(request: JsonObject): void {
  if (Array.isArray(request.functions)) {
    const tools = request.functions.map(definition => ({ type: 'function', function: definition }))
    request.tools = [...(Array.isArray(request.tools) ? request.tools : []), ...tools]
    delete request.functions
  }
  if (request.function_call !== undefined && request.tool_choice === undefined) {
    const choice = request.function_call
    request.tool_choice = isRecord(choice) ? { type: 'function', function: choice } : choice
    delete request.function_call
  }
}

/** Under a key of no API: which of the legacy calls a message makes or answers. */
const legacyNumber = '\u0000legacy'

/** Numbers legacy calls while all of them are in sight: a report may hide one of them later. */
export function numberLegacyCalls(messages: readonly JsonObject[]): void {
  let count = 0
  for (const message of messages) {
    if (isRecord(message.function_call)) count += 1
    if (isRecord(message.function_call) || message.role === 'function') message[legacyNumber] ??= count
  }
}

/** "Legacy `functions`, `function_call` and function messages ≡ tools": the history, whose calls have no ids. */
function legacyCalls(messages: JsonObject[]): void {
  numberLegacyCalls(messages)
  for (const message of messages) {
    const { [legacyNumber]: count } = message
    delete message[legacyNumber]
    if (isRecord(message.function_call)) {
      message.tool_calls = [{ id: `legacy ${count}`, type: 'function', function: message.function_call }]
      delete message.function_call
    } else if (message.role === 'function') {
      message.role = 'tool'
      message.tool_call_id = `legacy ${count}`
      delete message.name
    }
  }
}

function chatMessage(message: JsonObject): void {
  if (message.role === 'assistant') {
    for (const [key, value] of Object.entries(message)) {
      // "`null` or `[]` keys of an assistant message ≡ absent."
      if (value === null || same(value, [])) delete message[key]
    }
    // "Beside tool calls, content `null` ≡ `""` ≡ absent."
    if (message.tool_calls !== undefined && message.content === '') delete message.content
  } else if (message.name === null) {
    delete message.name
  }
  for (const part of records(message.content)) {
    withoutDefaults(part)
    if (isRecord(part.image_url)) withoutDefaults(part.image_url, { detail: 'auto' })
    if (isRecord(part.file)) withoutDefaults(part.file)
  }
}

function responsesRequest(request: JsonObject): void {
  // "A string `input` ≡ one user message."
  if (typeof request.input === 'string') request.input = [{ role: 'user', content: request.input }]
  for (const item of records(request.input)) inputItem(item)
  if (Array.isArray(request.input)) request.input = withoutEmptyText(request.input)
  for (const tool of records(request.tools)) responsesTool(tool)
  // The chat default travels as `store: false`, so a Responses request that did not say comes back saying it (§6).
  sharedSettings(request, { ...responsesDefaults, store: false })
}

/** "Beside tool calls, content `null` ≡ `""` ≡ absent": where content is a message item of its own. */
function withoutEmptyText(items: Json[]): Json[] {
  const isCall = (item: Json | undefined) => isRecord(item) && /^(function|custom_tool)_call$/.test(String(item.type))
  const isEmpty = (item: Json) =>
    isRecord(item) &&
    item.role === 'assistant' &&
    (item.content === undefined || item.content === '') &&
    Object.keys(item).every(key => ['type', 'role', 'content'].includes(key))
  return items.filter((item, index) => !(isEmpty(item) && (isCall(items[index - 1]) || isCall(items[index + 1]))))
}

function inputItem(item: JsonObject): void {
  // "An absent item `type` ≡ `message`."
  if ((item.type === undefined || item.type === null) && item.role !== undefined) item.type = 'message'
  // "Item ids and statuses in input are bookkeeping, not losses" (§6); the id of a reference is its whole content.
  if (item.type !== 'item_reference') delete item.id
  delete item.status
  outputItem(item)
}

/** "A default written out ≡ left out", for items of the model and their parts: null and [] say nothing there. */
function outputItem(item: JsonObject): void {
  const byModel = item.role === 'assistant' || item.role === undefined
  for (const [key, value] of Object.entries(item)) {
    if (value === null || (byModel && same(value, []))) delete item[key]
  }
  for (const part of [...records(item.content), ...records(item.output)]) {
    withoutDefaults(part, { annotations: [], logprobs: [], ...(part.type === 'input_image' ? { detail: 'auto' } : {}) })
    logprobDefaults(part.logprobs)
  }
}

function logprobDefaults(list: Json | undefined): void {
  for (const entry of records(list)) {
    logprobDefaults(entry.top_logprobs)
    withoutDefaults(entry, { bytes: [], top_logprobs: [] })
  }
}

function responsesTool(tool: JsonObject): void {
  // "A Responses function tool that does not say `strict` becomes a chat tool that does not say; the different default
  // is an equivalence" (§6).
  if (tool.type === 'function') withoutDefaults(tool, { strict: false })
  else if (tool.type === 'custom') withoutDefaults(tool, { format: { type: 'text' } })
  else withoutDefaults(tool, { search_context_size: 'medium' })
  if (isRecord(tool.user_location)) withoutDefaults(tool.user_location, { type: 'approximate' })
  for (const inner of records(tool.tools)) responsesTool(inner)
}

function sharedSettings(object: JsonObject, defaults: JsonObject): void {
  if (isRecord(object.text)) {
    const format = object.text.format
    if (isRecord(format)) withoutDefaults(format, { strict: false })
    const plain = same(format, {}) ? {} : { type: 'text' }
    withoutDefaults(object.text, { format: plain, verbosity: 'medium' })
  }
  if (isRecord(object.reasoning)) withoutDefaults(object.reasoning)
  if (isRecord(object.stream_options)) withoutDefaults(object.stream_options, { include_obfuscation: true })
  withoutDefaults(object, defaults)
}

function chatCompletion(completion: JsonObject): void {
  const choices = records(completion.choices)
  legacyCalls(choices.map(choice => choice.message).filter(isRecord))
  for (const choice of choices) {
    if (isRecord(choice.message)) chatMessage(choice.message)
    if (choice.finish_reason === 'function_call') choice.finish_reason = 'tool_calls'
    if (isRecord(choice.logprobs)) {
      logprobDefaults(choice.logprobs.content)
      logprobDefaults(choice.logprobs.refusal)
      withoutDefaults(choice.logprobs, { content: [], refusal: [] })
    }
    withoutDefaults(choice, { logprobs: {} })
  }
  withoutZeros(completion)
  withoutDefaults(completion)
}

function response(result: JsonObject): void {
  // "Some gateways send `output: [{ "type": "output_text", "text": … }]` without a message around it" (§6).
  if (Array.isArray(result.output)) {
    result.output = result.output.map(item =>
      isRecord(item) && item.type === 'output_text' ? { type: 'message', content: [item] } : item,
    )
  }
  for (const item of records(result.output)) {
    // "Missing ids are made deterministically, never from the item id" (§6): an item of an output gets a new one.
    delete item.id
    outputItem(item)
    withoutDefaults(item, { status: 'completed', ...(item.type === 'message' ? { role: 'assistant' } : {}) })
  }
  for (const tool of records(result.tools)) responsesTool(tool)
  withoutZeros(result)
  sharedSettings(result, { ...responsesDefaults, store: true })
}
