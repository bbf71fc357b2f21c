// The documented defaults of both APIs, for the one equivalence that needs a table.
import { isRecord, type JsonObject, same } from './json.ts'

/** "A default written out ≡ left out": the documented defaults, and null, which every optional parameter takes for one. */
export const chatDefaults: JsonObject = {
  frequency_penalty: 0,
  logit_bias: {},
  logprobs: false,
  metadata: {},
  modalities: ['text'],
  // "`n: 1` ≡ absent."
  n: 1,
  parallel_tool_calls: true,
  presence_penalty: 0,
  response_format: { type: 'text' },
  service_tier: 'auto',
  stop: [],
  store: false,
  stream: false,
  stream_options: {},
  temperature: 1,
  tool_choice: 'auto',
  tools: [],
  top_logprobs: 0,
  top_p: 1,
  verbosity: 'medium',
}

export const responsesDefaults: JsonObject = {
  background: false,
  frequency_penalty: 0,
  include: [],
  metadata: {},
  parallel_tool_calls: true,
  presence_penalty: 0,
  reasoning: {},
  service_tier: 'auto',
  stream: false,
  stream_options: {},
  temperature: 1,
  text: {},
  tool_choice: 'auto',
  tools: [],
  top_logprobs: 0,
  top_p: 1,
  truncation: 'disabled',
}

/** Takes out of one object what it would mean without saying. */
export function withoutDefaults(object: JsonObject, defaults: JsonObject = {}): void {
  for (const [key, value] of Object.entries(object)) {
    if (value === null || (Object.hasOwn(defaults, key) && same(value, defaults[key]))) delete object[key]
  }
}

/** An empty list, and a counter that stands at 0, say nothing in a result, wherever the two sides count different things. */
export function withoutZeros(result: JsonObject): void {
  for (const [key, value] of Object.entries(result)) {
    if (same(value, []) && !['choices', 'output'].includes(key)) delete result[key]
  }
  for (const key of ['usage', 'tool_usage']) {
    if (isRecord(result[key]) && emptyCounters(result[key], key === 'usage')) delete result[key]
  }
}

function emptyCounters(usage: JsonObject, top: boolean): boolean {
  for (const [key, value] of Object.entries(usage)) {
    if (value === null || (!top && value === 0)) delete usage[key]
    else if (isRecord(value) && emptyCounters(value, false)) delete usage[key]
  }
  return Object.keys(usage).length === 0
}
