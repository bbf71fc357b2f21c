// The answers the bench converts: finished results, and streams as bytes, each written down once for each API.
import { words } from './conversation.js'

/** What one answer says. A stream says it in as many pieces as there are in `text` and `calls`. */
const said = { text: words(400, 1), calls: [callOf(0), callOf(1)] }

function callOf(index) {
  return {
    id: `call_y8mT8vZ1xW5yR7uN2pL0s${index}`,
    name: `tool_${index}`,
    arguments: JSON.stringify({ field_0: words(60, index), option_0: ['first', 'second'] }),
  }
}

/** Ids are as long as OpenAI's: they are a quarter of an event. */
const hexadecimal = '68b0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f60718293a4b5c6d'

const chatUsage = {
  prompt_tokens: 1200,
  completion_tokens: 5000,
  total_tokens: 6200,
  prompt_tokens_details: { cached_tokens: 1024, cache_write_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 64 },
}
const responsesUsage = {
  input_tokens: 1200,
  input_tokens_details: { cached_tokens: 1024, cache_write_tokens: 0 },
  output_tokens: 5000,
  output_tokens_details: { reasoning_tokens: 64 },
  total_tokens: 6200,
}

const chatIdentity = {
  id: 'chatcmpl-CbQk3mT8vZ1xW5yR7uN2pL0sJ4hG9',
  created: 1_750_000_000,
  model: 'gpt-4.1-mini-2025-04-14',
}
const responseIdentity = { id: `resp_${hexadecimal}`, created_at: 1_750_000_000, model: 'gpt-4.1-mini-2025-04-14' }

/** A finished chat completion: text and two calls. */
export function chatCompletion() {
  const message = {
    role: 'assistant',
    content: said.text,
    refusal: null,
    annotations: [],
    tool_calls: said.calls.map(({ id, name, arguments: text }) => ({
      id,
      type: 'function',
      function: { name, arguments: text },
    })),
  }
  return {
    object: 'chat.completion',
    ...chatIdentity,
    choices: [{ index: 0, message, logprobs: null, finish_reason: 'tool_calls' }],
    usage: chatUsage,
    service_tier: 'default',
  }
}

const messageItem = text => ({
  id: `msg_${hexadecimal}`,
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', annotations: [], logprobs: [], text }],
})
const callItem = (call, index, status = 'completed') => ({
  id: `fc_${hexadecimal}${index}`,
  type: 'function_call',
  status,
  call_id: call.id,
  name: call.name,
  arguments: call.arguments,
})

function responseOf(output, status, usage) {
  return {
    ...responseIdentity,
    object: 'response',
    status,
    background: false,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    metadata: {},
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    service_tier: 'default',
    store: true,
    temperature: 1,
    text: { format: { type: 'text' }, verbosity: 'medium' },
    tool_choice: 'auto',
    tools: [],
    top_logprobs: 0,
    top_p: 1,
    truncation: 'disabled',
    usage,
    user: null,
  }
}

/** The same answer as a finished response. */
export function response() {
  const items = [messageItem(said.text), ...said.calls.map((call, index) => callItem(call, index))]
  return responseOf(items, 'completed', responsesUsage)
}

/** What a stream of `length` pieces says: all of it text, or all of it the arguments of one call. */
export function streamed(kind, length) {
  const pieces = words(length, 7)
    .split(' ')
    .map(word => `${word} `)
  if (kind === 'text') return { kind, pieces, whole: pieces.join('') }
  const quoted = pieces.map(piece => `"${piece}",`)
  return { kind, pieces: quoted, whole: quoted.join('') }
}

/** A stream of chat chunks as its server writes it, with the usage chunk and `[DONE]`. */
export function chatChunks({ kind, pieces }) {
  const envelope = {
    ...chatIdentity,
    object: 'chat.completion.chunk',
    service_tier: 'default',
    system_fingerprint: 'fp_51e1070cf2',
  }
  const chunk = (delta, finish_reason = null) => ({
    ...envelope,
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
    usage: null,
    obfuscation: 'g7Kx2mQ9pLwT4e',
  })
  const call = {
    index: 0,
    id: 'call_y8mT8vZ1xW5yR7uN2pL0s0',
    type: 'function',
    function: { name: 'tool_0', arguments: '' },
  }
  return [
    chunk(
      kind === 'text'
        ? { role: 'assistant', content: '', refusal: null }
        : { role: 'assistant', content: null, tool_calls: [call], refusal: null },
    ),
    ...pieces.map(piece =>
      chunk(kind === 'text' ? { content: piece } : { tool_calls: [{ index: 0, function: { arguments: piece } }] }),
    ),
    chunk({}, kind === 'text' ? 'stop' : 'tool_calls'),
    { ...envelope, choices: [], usage: chatUsage, obfuscation: '' },
    '[DONE]',
  ]
}

/** The same answer as a stream of Responses events. */
export function responsesEvents({ kind, pieces, whole }) {
  const call = { id: 'call_y8mT8vZ1xW5yR7uN2pL0s0', name: 'tool_0', arguments: '' }
  const text = kind === 'text'
  const item = text ? messageItem(whole) : callItem({ ...call, arguments: whole }, 0)
  const place = { item_id: item.id, output_index: 0, ...(text ? { content_index: 0 } : {}) }
  const part = { type: 'output_text', annotations: [], logprobs: [], text: '' }
  const begun = text ? { ...item, status: 'in_progress', content: [] } : callItem(call, 0, 'in_progress')
  const started = responseOf([], 'in_progress', null)
  const events = [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    { type: 'response.output_item.added', output_index: 0, item: begun },
    ...(text ? [{ type: 'response.content_part.added', ...place, part }] : []),
    ...pieces.map(delta =>
      text
        ? { type: 'response.output_text.delta', ...place, delta, logprobs: [], obfuscation: 'g7Kx2mQ9pLwT4e' }
        : { type: 'response.function_call_arguments.delta', ...place, delta, obfuscation: 'g7Kx2mQ9pLwT4e' },
    ),
    ...(text
      ? [
          { type: 'response.output_text.done', ...place, text: whole, logprobs: [] },
          { type: 'response.content_part.done', ...place, part: { ...part, text: whole } },
        ]
      : [{ type: 'response.function_call_arguments.done', ...place, arguments: whole }]),
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: responseOf([item], 'completed', responsesUsage) },
  ]
  return events.map(({ type, ...fields }, index) => ({ type, sequence_number: index, ...fields }))
}

const utf8 = new TextEncoder()

/** A stream as what its reads return: one event each, or pieces of 64 KB that end anywhere. */
export function readsOf(elements, reads) {
  const events = elements.map(element => {
    if (element === '[DONE]') return 'data: [DONE]\n\n'
    const line = `data: ${JSON.stringify(element)}\n\n`
    return element.type === undefined ? line : `event: ${element.type}\n${line}`
  })
  if (reads === 'one event a read') return events.map(event => utf8.encode(event))
  const bytes = utf8.encode(events.join(''))
  const size = 64 * 1024
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}
