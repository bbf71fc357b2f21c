// The Response object: what the server made of the request, and the items of the output.
import { isObject, type Json, objects } from './checks.ts'
import { type Identity, servedTier } from './identity.ts'
import type { Reply } from './reply.ts'
import { closed } from './strict-schema.ts'
import { probabilities, words } from './tokens.ts'

export interface ResponseFrame {
  id: string
  created: number
  model: string
  request: Json
}

const includes = (request: Json, name: string) => Array.isArray(request.include) && request.include.includes(name)

/** A function that does not say `strict` is strict, and its schema is closed to match. */
function echoedTool(tool: Json): Json {
  if (tool.type === 'namespace') return { ...tool, tools: objects(tool.tools).map(echoedTool) }
  if (tool.type === 'custom') return { description: null, format: { type: 'text' }, ...tool }
  if (tool.type !== 'function') return tool
  const strict = tool.strict ?? true
  const parameters =
    tool.strict === undefined || tool.strict === null ? closed(tool.parameters ?? null) : tool.parameters
  return { description: null, output_schema: null, ...tool, parameters: parameters ?? null, strict }
}

function echoedText(value: unknown): Json {
  const text = isObject(value) ? value : {}
  const format = isObject(text.format) ? text.format : { type: 'text' }
  const complete = format.type === 'json_schema' ? { description: null, strict: false, ...format } : format
  return { format: complete, verbosity: text.verbosity ?? 'medium' }
}

const noImages = { input_tokens: 0, input_tokens_details: { image_tokens: 0, text_tokens: 0 } }
const toolUsage = {
  image_gen: {
    ...noImages,
    output_tokens: 0,
    output_tokens_details: { image_tokens: 0, text_tokens: 0 },
    total_tokens: 0,
  },
  web_search: { num_requests: 0 },
}

/** The object before anything was said, in the key order of the wire. */
export function opened({ id, created, model, request }: ResponseFrame): Json {
  const echo = (key: string, otherwise: unknown = null) => request[key] ?? otherwise
  const { conversation } = request
  return {
    id,
    object: 'response',
    created_at: created,
    status: 'in_progress',
    background: echo('background', false),
    completed_at: null,
    ...(conversation ? { conversation: typeof conversation === 'string' ? { id: conversation } : conversation } : {}),
    error: null,
    frequency_penalty: 0,
    incomplete_details: null,
    instructions: echo('instructions'),
    max_output_tokens: echo('max_output_tokens'),
    max_tool_calls: echo('max_tool_calls'),
    model,
    moderation: null,
    output: [],
    parallel_tool_calls: echo('parallel_tool_calls', true),
    presence_penalty: 0,
    previous_response_id: echo('previous_response_id'),
    ...(request.prompt ? { prompt: request.prompt } : {}),
    prompt_cache_key: echo('prompt_cache_key'),
    ...(request.prompt_cache_options ? { prompt_cache_options: request.prompt_cache_options } : {}),
    prompt_cache_retention: echo('prompt_cache_retention'),
    reasoning: { effort: null, summary: null, ...(request.reasoning as Json | undefined) },
    safety_identifier: echo('safety_identifier'),
    service_tier: echo('service_tier', 'auto'),
    store: echo('store', true),
    temperature: echo('temperature', 1),
    text: echoedText(request.text),
    tool_choice: echo('tool_choice', 'auto'),
    tool_usage: toolUsage,
    tools: objects(request.tools).map(echoedTool),
    top_logprobs: echo('top_logprobs', 0),
    top_p: echo('top_p', 1),
    truncation: echo('truncation', 'disabled'),
    usage: null,
    user: echo('user'),
    metadata: echo('metadata', {}),
  }
}

function usageOf(reply: Reply): Json {
  return {
    input_tokens: reply.inputTokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: reply.outputTokens,
    output_tokens_details: { reasoning_tokens: reply.reasoningTokens },
    total_tokens: reply.inputTokens + reply.outputTokens,
  }
}

function contentOf(reply: Reply, request: Json): Json[] {
  const parts: Json[] = []
  const { text, refusal, citations } = reply
  if (text !== undefined || refusal === undefined) {
    const top = typeof request.top_logprobs === 'number' ? request.top_logprobs : 0
    const logprobs = includes(request, 'message.output_text.logprobs') ? probabilities(words(text ?? ''), top) : []
    const annotations = citations.map(({ url, title, start, end }) => ({
      type: 'url_citation',
      start_index: start,
      end_index: end,
      url,
      title,
    }))
    parts.push({ type: 'output_text', annotations, logprobs, text: text ?? '' })
  }
  if (refusal !== undefined) parts.push({ type: 'refusal', refusal })
  return parts
}

/** Reasoning, message, calls: each an item of its own, in the order a model makes them. */
export function outputItems(reply: Reply, request: Json, { id }: Identity): Json[] {
  const { reasoning, calls, finish } = reply
  const items: Json[] = []
  if (reasoning !== undefined) {
    const item: Json = {
      id: id('rs_'),
      type: 'reasoning',
      summary: reasoning.summary.map(text => ({ type: 'summary_text', text })),
    }
    if (reasoning.text !== '') item.content = [{ type: 'reasoning_text', text: reasoning.text }]
    const asked = includes(request, 'reasoning.encrypted_content')
    if (asked && reasoning.encrypted !== undefined) item.encrypted_content = reasoning.encrypted
    items.push(item)
  }
  const said = reply.text !== undefined || reply.refusal !== undefined
  if (said || (items.length === 0 && calls.length === 0 && finish === 'stop')) {
    items.push({
      id: id('msg_'),
      type: 'message',
      status: 'completed',
      content: contentOf(reply, request),
      role: 'assistant',
    })
  }
  for (const { type, id: callId, name, text, namespace } of calls) {
    const own = type === 'custom' ? { input: text } : { arguments: text }
    const kind = type === 'custom' ? 'custom_tool_call' : 'function_call'
    const item = {
      id: id(type === 'custom' ? 'ctc_' : 'fc_'),
      type: kind,
      status: 'completed',
      ...own,
      call_id: callId,
      name,
    }
    items.push(namespace === undefined ? item : { ...item, namespace })
  }
  const last = items.at(-1)
  if (finish !== 'stop' && last?.status !== undefined) last.status = 'incomplete'
  return items
}

/** The object once everything was said. */
export function finished(start: Json, output: Json[], reply: Reply, completedAt: number, error?: Json): Json {
  const reasons = { length: 'max_output_tokens', content_filter: 'content_filter' }
  const reason = reply.finish === 'stop' ? undefined : reasons[reply.finish]
  const status = error ? 'failed' : reason ? 'incomplete' : 'completed'
  return {
    ...start,
    status,
    completed_at: status === 'completed' ? completedAt : null,
    error: error ?? null,
    incomplete_details: reason && !error ? { reason } : null,
    output,
    service_tier: servedTier(start.service_tier),
    usage: error ? null : usageOf(reply),
  }
}
