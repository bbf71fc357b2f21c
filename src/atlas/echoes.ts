// What a Responses answer repeats of its request. Chat repeats nothing: what is not the default is lost, unless the caller
// has the request.
import type { Conversion } from './conversion.ts'
import { foreignChild, isObject } from './read.ts'
import { mapped, type Row } from './row.ts'

/** `always`: the API's types require the field in every answer. */
interface Echo {
  readonly byDefault: unknown
  readonly always?: true
}

/** What an answer repeats of its request, with the value the API writes where the request said nothing. */
export const echoes = {
  background: { byDefault: false },
  conversation: { byDefault: null },
  frequency_penalty: { byDefault: 0 },
  image: { byDefault: null },
  instructions: { byDefault: null, always: true },
  max_output_tokens: { byDefault: null },
  max_tool_calls: { byDefault: null },
  parallel_tool_calls: { byDefault: true, always: true },
  presence_penalty: { byDefault: 0 },
  previous_response_id: { byDefault: null },
  prompt: { byDefault: null },
  prompt_cache_key: { byDefault: null },
  prompt_cache_options: { byDefault: null },
  prompt_cache_retention: { byDefault: null },
  reasoning: { byDefault: {} },
  safety_identifier: { byDefault: null },
  store: { byDefault: true },
  temperature: { byDefault: 1, always: true },
  text: { byDefault: { format: { type: 'text' }, verbosity: 'medium' } },
  tool_choice: { byDefault: 'auto', always: true },
  tools: { byDefault: [], always: true },
  top_logprobs: { byDefault: 0 },
  top_p: { byDefault: 1, always: true },
  truncation: { byDefault: 'disabled' },
  user: { byDefault: null },
} as const satisfies Record<string, Echo>

export const echoList: readonly (readonly [name: string, echo: Echo])[] = Object.entries(echoes)

const whyEcho = 'A chat answer does not repeat its request; convert with `request` to say that the caller knows it.'

/**
 * Reports what differs from what the API writes by default, as deep as the difference: where nothing of an object is
 * the default, the object. Returns whether anything is left.
 */
function reportEcho(value: unknown, byDefault: unknown, at: string, run: Conversion): boolean {
  if (value === byDefault || value === null) return true
  if (typeof value === 'object' && Object.keys(value).length === 0) return true
  if (!isObject(value) || !isObject(byDefault)) {
    run.dropped(at, 'request-echo', whyEcho)
    return false
  }
  const mark = run.mark
  let left = false
  for (const key in value) {
    if (value[key] !== null && reportEcho(value[key], byDefault[key], foreignChild(at, key), run)) left = true
  }
  if (!left) run.gather(mark, at)
  return left
}

const echoRow = (name: string, { byDefault }: Echo): Row =>
  mapped({
    to: [],
    is: 'any',
    note: whyEcho,
    toChat: {
      [name](value, _target, at, run) {
        if (run.request === undefined) reportEcho(value, byDefault, at, run)
      },
    },
  })

/** The echoes as fields of a response. */
export const echoRows: Readonly<Record<string, Row>> = Object.fromEntries(
  echoList.map(([name, echo]) => [name, echoRow(name, echo)]),
)
