// Replies as the chat completions API writes them: one completion, or chunks ending in [DONE].
import { isObject, type Json } from './checks.ts'
import { servedTier } from './identity.ts'
import type { Call, Reply } from './reply.ts'
import { fragments, obfuscation, probabilities, words } from './tokens.ts'

export interface ChatFrame {
  id: string
  created: number
  model: string
  request: Json
}

const fingerprint = 'fp_mock'

function envelope({ id, created, model, request }: ChatFrame, object: string): Json {
  return { id, object, created, model, service_tier: servedTier(request.service_tier), system_fingerprint: fingerprint }
}

const isLegacy = (request: Json) => request.functions !== undefined

function finishReason({ finish, calls }: Reply, request: Json): string {
  if (finish !== 'stop' || calls.length === 0) return finish
  return isLegacy(request) ? 'function_call' : 'tool_calls'
}

function callOf(call: Call, text = call.text): Json {
  const own =
    call.type === 'custom'
      ? { custom: { name: call.name, input: text } }
      : { function: { name: call.name, arguments: text } }
  return { id: call.id, type: call.type, ...own }
}

function reasoningText({ reasoning }: Reply): string | undefined {
  if (reasoning === undefined) return undefined
  const text = reasoning.text || reasoning.summary.join('\n\n')
  return text === '' ? undefined : text
}

/** A citation of chat nests what Responses writes flat. */
function annotations(reply: Reply): Json[] {
  return reply.citations.map(({ url, title, start, end }) => ({
    type: 'url_citation',
    url_citation: { url, title, start_index: start, end_index: end },
  }))
}

function logprobs(request: Json, kind: 'content' | 'refusal', tokens: string[]): Json | null {
  if (request.logprobs !== true) return null
  const top = typeof request.top_logprobs === 'number' ? request.top_logprobs : 0
  return { content: null, refusal: null, [kind]: probabilities(tokens, top) }
}

function messageOf(reply: Reply, request: Json): Json {
  const thinking = reasoningText(reply)
  const [first] = reply.calls
  const silent = reply.calls.length > 0 || reply.refusal !== undefined
  const message: Json = { role: 'assistant', content: reply.text ?? (silent ? null : '') }
  if (thinking !== undefined) message.reasoning_content = thinking
  if (first && isLegacy(request)) message.function_call = { name: first.name, arguments: first.text }
  else if (first) message.tool_calls = reply.calls.map(call => callOf(call))
  return { ...message, refusal: reply.refusal ?? null, annotations: annotations(reply) }
}

function usageOf(replies: readonly Reply[]): Json {
  const sum = (pick: (reply: Reply) => number) => replies.reduce((total, reply) => total + pick(reply), 0)
  const prompt = replies[0]?.inputTokens ?? 0
  const completion = sum(reply => reply.outputTokens)
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: sum(reply => reply.reasoningTokens),
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

function choiceLogprobs(reply: Reply, request: Json): Json | null {
  if (reply.refusal !== undefined) return logprobs(request, 'refusal', words(reply.refusal))
  return reply.text === undefined ? null : logprobs(request, 'content', words(reply.text))
}

export function completion(frame: ChatFrame, replies: readonly Reply[]): Json {
  const { service_tier, system_fingerprint, ...head } = envelope(frame, 'chat.completion')
  const choices = replies.map((reply, index) => ({
    index,
    message: messageOf(reply, frame.request),
    logprobs: choiceLogprobs(reply, frame.request),
    finish_reason: finishReason(reply, frame.request),
  }))
  return { ...head, choices, usage: usageOf(replies), service_tier, system_fingerprint }
}

interface Step {
  delta: Json
  logprobs: Json | null
}

function callSteps(reply: Reply, request: Json): Step[] {
  return reply.calls.flatMap((call, index) => {
    const key = call.type === 'custom' ? 'custom' : 'function'
    const field = call.type === 'custom' ? 'input' : 'arguments'
    const legacy = isLegacy(request)
    const opening = legacy
      ? { function_call: { name: call.name, arguments: '' } }
      : { tool_calls: [{ index, ...callOf(call, '') }] }
    const rest = fragments(call.text).map(piece =>
      legacy ? { function_call: { arguments: piece } } : { tool_calls: [{ index, [key]: { [field]: piece } }] },
    )
    return [opening, ...rest].map(delta => ({ delta, logprobs: null }))
  })
}

/** The deltas of one choice, all but the one that carries the finish reason. */
function steps(reply: Reply, request: Json): Step[] {
  const spoken: Step[] = []
  for (const piece of words(reasoningText(reply) ?? ''))
    spoken.push({ delta: { reasoning_content: piece }, logprobs: null })
  for (const piece of words(reply.text ?? ''))
    spoken.push({ delta: { content: piece }, logprobs: logprobs(request, 'content', [piece]) })
  for (const piece of words(reply.refusal ?? ''))
    spoken.push({ delta: { refusal: piece }, logprobs: logprobs(request, 'refusal', [piece]) })
  if (reply.citations.length > 0) spoken.push({ delta: { annotations: annotations(reply) }, logprobs: null })
  const calls = callSteps(reply, request)
  const onlyCalls = spoken.length === 0 && calls.length > 0
  // The first call rides in the first chunk when nothing is said before it.
  const opening = onlyCalls ? { content: null, ...calls.shift()?.delta } : { content: '' }
  const first = {
    delta: { role: 'assistant', ...opening, refusal: null },
    logprobs: onlyCalls ? null : logprobs(request, 'content', []),
  }
  return [first, ...spoken, ...calls]
}

const line = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`

/** One string per event. `failure` is an error that comes where the finish reason would. */
export function chunkLines(frame: ChatFrame, replies: readonly Reply[], failure?: unknown): string[] {
  const { request } = frame
  const options = isObject(request.stream_options) ? request.stream_options : {}
  const head = envelope(frame, 'chat.completion.chunk')
  const lines: string[] = []
  const emit = (choices: Json[], usage: Json | null = null) => {
    const counted = options.include_usage === true ? { usage } : {}
    const filler =
      options.include_obfuscation === false ? {} : { obfuscation: obfuscation(JSON.stringify(choices[0]?.delta ?? '')) }
    lines.push(line({ ...head, choices, ...counted, ...filler }))
  }
  const queues = replies.map(reply => steps(reply, request))
  const longest = Math.max(...queues.map(queue => queue.length))
  for (let turn = 0; turn < longest; turn += 1) {
    for (const [index, queue] of queues.entries()) {
      const step = queue[turn]
      if (step) emit([{ index, ...step, finish_reason: null }])
    }
  }
  if (failure !== undefined) return [...lines, line(failure)]
  for (const [index, reply] of replies.entries()) {
    emit([{ index, delta: {}, logprobs: null, finish_reason: finishReason(reply, request) }])
  }
  if (options.include_usage === true) emit([], usageOf(replies))
  return [...lines, 'data: [DONE]\n\n']
}
