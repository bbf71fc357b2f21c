// A response as the API writes it: with all that it repeats of its request. Clients with strict schemas read no less.

import { echoes } from '../../atlas/echoes.ts'
import { isObject, type JsonObject } from '../../atlas/read.ts'

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
  'top_logprobs',
  'truncation',
] as const satisfies readonly (keyof typeof echoes)[]

const defaults = repeated.map(name => [name, echoes[name].byDefault] as const)

const noReasoning = { effort: null, summary: null }

/** `now` in Unix seconds: when it was completed, if it just was. */
export function wholeResponse(response: JsonObject, now: number): JsonObject {
  const { text, reasoning, tools, service_tier, completed_at, status } = response
  const whole: JsonObject = { ...response }
  for (const [name, value] of defaults) if (!(name in response)) whole[name] = value
  whole.completed_at = completed_at ?? (status === 'completed' ? now : null)
  whole.service_tier = service_tier === undefined || service_tier === 'auto' ? 'default' : service_tier
  whole.text = { ...echoes.text.byDefault, ...(isObject(text) ? text : {}) }
  whole.reasoning = { ...noReasoning, ...(isObject(reasoning) ? reasoning : {}) }
  whole.tools = Array.isArray(tools) ? tools.map(wholeTool) : []
  return whole
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

export const noUsage = {
  input_tokens: 0,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 0,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 0,
}
