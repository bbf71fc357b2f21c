// A response as the API writes it: with all that it repeats of its request. Clients with strict schemas read no less.
import { echoes } from '../atlas/echoes.ts'
import { extended } from '../atlas/extended.ts'
import { isObject, type JsonObject } from '../atlas/read.ts'
import { readClock } from '../convert/identity.ts'
import { type ConversionOptions, responseEventEncoder, toResponse } from '../index.ts'
import type { StreamEncoder } from './direction.ts'

const noReasoning = { effort: null, summary: null }

/**
 * The response with what is missing of it. `now`, in Unix seconds, is when it was completed, if it just was. Written out
 * name by name: a response of so many fields that is filled one after the other is a dictionary to V8, and costs as much
 * again to write as JSON.
 */
export function complete(response: JsonObject, now: () => number): JsonObject {
  const { text, reasoning, tools, service_tier, status } = response
  const whole: JsonObject = {
    id: response.id,
    object: response.object,
    created_at: response.created_at,
    status,
    completed_at: response.completed_at ?? (status === 'completed' ? now() : null),
    background: or(response.background, echoes.background.byDefault),
    error: response.error,
    frequency_penalty: or(response.frequency_penalty, echoes.frequency_penalty.byDefault),
    incomplete_details: response.incomplete_details,
    instructions: response.instructions,
    max_output_tokens: or(response.max_output_tokens, echoes.max_output_tokens.byDefault),
    max_tool_calls: or(response.max_tool_calls, echoes.max_tool_calls.byDefault),
    model: response.model,
    output: response.output,
    parallel_tool_calls: response.parallel_tool_calls,
    presence_penalty: or(response.presence_penalty, echoes.presence_penalty.byDefault),
    previous_response_id: or(response.previous_response_id, echoes.previous_response_id.byDefault),
    prompt_cache_key: or(response.prompt_cache_key, echoes.prompt_cache_key.byDefault),
    reasoning: isObject(reasoning) ? { ...noReasoning, ...reasoning } : noReasoning,
    safety_identifier: or(response.safety_identifier, echoes.safety_identifier.byDefault),
    service_tier: service_tier === undefined || service_tier === 'auto' ? 'default' : service_tier,
    // The API's own default is to store. Here nobody has: an upstream of chat keeps no responses.
    store: or(response.store, false),
    temperature: response.temperature,
    text: isObject(text) ? { ...echoes.text.byDefault, ...text } : echoes.text.byDefault,
    tool_choice: response.tool_choice,
    tools: Array.isArray(tools) && tools.length > 0 ? tools.map(wholeTool) : tools,
    top_logprobs: or(response.top_logprobs, echoes.top_logprobs.byDefault),
    top_p: response.top_p,
    truncation: or(response.truncation, echoes.truncation.byDefault),
    usage: response.usage,
    metadata: response.metadata,
  }
  for (const name in response) if (!(name in whole)) whole[name] = response[name]
  return whole
}

const or = (value: unknown, byDefault: unknown): unknown => (value === undefined ? byDefault : value)

/** `strict: null`: nobody has said, and the upstream's default is not that of Responses. */
function wholeTool(tool: unknown): unknown {
  if (!isObject(tool) || tool.type !== 'function') return tool
  return extended(tool, {
    description: tool.description ?? null,
    parameters: tool.parameters ?? null,
    strict: tool.strict ?? null,
  })
}

export function toWholeResponse(...[chat, options]: Parameters<typeof toResponse>): JsonObject {
  return complete(toResponse(chat, options), options?.now ?? readClock)
}

/** The events of a stream whose responses are whole, from the first to the last. */
export function wholeEventEncoder(options: ConversionOptions): StreamEncoder {
  const encoder = responseEventEncoder(options)
  const now = options.now ?? readClock
  const whole = <Event extends object>(events: readonly Event[]) => {
    for (const event of events) {
      if ('response' in event && isObject(event.response)) event.response = complete(event.response, now)
    }
    return events
  }
  return {
    push: element => whole(encoder.push(element as Parameters<typeof encoder.push>[0])),
    finish: () => whole(encoder.finish()),
  }
}
