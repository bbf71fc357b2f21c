// A response as the API writes it: with all that it repeats of its request. Clients with strict schemas read no less.
import { echoes } from '../atlas/echoes.ts'
import { isObject, type JsonObject } from '../atlas/read.ts'
import { readClock } from '../convert/identity.ts'
import { type ConversionOptions, responseEventEncoder, toResponse } from '../index.ts'
import type { StreamEncoder } from './direction.ts'

/** What every answer has, even where its request did not speak of it. */
const repeated = [
  'background',
  'frequency_penalty',
  'max_output_tokens',
  'max_tool_calls',
  'presence_penalty',
  'previous_response_id',
  'prompt_cache_key',
  'safety_identifier',
  'store',
  'top_logprobs',
  'truncation',
] as const satisfies readonly (keyof typeof echoes)[]

// The API's own default is to store. Here nobody has: an upstream of chat keeps no responses.
const defaults = repeated.map(name => [name, name === 'store' ? false : echoes[name].byDefault] as const)

const noReasoning = { effort: null, summary: null }

/** Writes what is missing into the response. `now`, in Unix seconds, is when it was completed, if it just was. */
export function complete(response: JsonObject, now: () => number): JsonObject {
  const { text, reasoning, tools, service_tier, status } = response
  for (const [name, value] of defaults) if (response[name] === undefined) response[name] = value
  response.completed_at ??= status === 'completed' ? now() : null
  if (service_tier === undefined || service_tier === 'auto') response.service_tier = 'default'
  response.text = isObject(text) ? { ...echoes.text.byDefault, ...text } : echoes.text.byDefault
  response.reasoning = isObject(reasoning) ? { ...noReasoning, ...reasoning } : noReasoning
  if (Array.isArray(tools) && tools.length > 0) response.tools = tools.map(wholeTool)
  return response
}

/** `strict: null`: nobody has said, and the upstream's default is not that of Responses. */
function wholeTool(tool: unknown): unknown {
  if (!isObject(tool) || tool.type !== 'function') return tool
  return {
    ...tool,
    description: tool.description ?? null,
    parameters: tool.parameters ?? null,
    strict: tool.strict ?? null,
  }
}

export function toWholeResponse(...[chat, options]: Parameters<typeof toResponse>): JsonObject {
  return complete(toResponse(chat, options), options?.now ?? readClock)
}

/** The events of a stream whose responses are whole, from the first to the last. */
export function wholeEventEncoder(options: ConversionOptions): StreamEncoder {
  const encoder = responseEventEncoder(options)
  const now = options.now ?? readClock
  const whole = <Event extends object>(events: readonly Event[]) => {
    for (const event of events) if ('response' in event && isObject(event.response)) complete(event.response, now)
    return events
  }
  return {
    push: element => whole(encoder.push(element as Parameters<typeof encoder.push>[0])),
    finish: () => whole(encoder.finish()),
  }
}
