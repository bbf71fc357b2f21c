// The body of POST /responses.
import type * as z from 'zod'
import { either } from './choice.ts'
import { flag, list, number, object, optional, orNull, text, word } from './kinds.ts'
import { responsesInputItem } from './responses-input.ts'
import { prompt } from './responses-parts.ts'
import { responsesTool, responsesToolChoice, textSettings } from './responses-tools.ts'
import { cacheRetention, effort, metadata, moderationRequest, responsesServiceTier } from './settings.ts'

const summary = optional(orNull(word('auto', 'concise', 'detailed')))

export const reasoningSettings = object({
  effort: optional(orNull(effort)),
  summary,
  generate_summary: summary,
  context: optional(orNull(word('auto', 'current_turn', 'all_turns'))),
  mode: optional(text),
})

const includable = word(
  'file_search_call.results',
  'web_search_call.results',
  'web_search_call.action.sources',
  'message.input_image.image_url',
  'computer_call_output.output.image_url',
  'code_interpreter_call.outputs',
  'reasoning.encrypted_content',
  'message.output_text.logprobs',
)

const cacheOptions = object({
  comparison_response_id: optional(orNull(text)),
  mode: optional(word('implicit', 'explicit')),
  prewarm: optional(flag),
  ttl: optional(word('30m', '12h')),
})

/** The input of a request, and what a response repeats as its instructions. */
export const responsesInput = either(text, list(responsesInputItem))

const parameters = object({
  model: optional(text),
  input: optional(responsesInput),
  instructions: optional(orNull(text)),
  prompt: optional(orNull(prompt)),
  previous_response_id: optional(orNull(text)),
  conversation: optional(orNull(either(text, object({ id: text })))),

  max_output_tokens: optional(orNull(number)),
  max_tool_calls: optional(orNull(number)),
  temperature: optional(orNull(number)),
  top_p: optional(orNull(number)),
  top_logprobs: optional(orNull(number)),
  truncation: optional(orNull(word('auto', 'disabled'))),
  context_management: optional(orNull(list(object({ type: text, compact_threshold: optional(orNull(number)) })))),

  text: optional(textSettings),
  reasoning: optional(orNull(reasoningSettings)),
  include: optional(orNull(list(includable))),
  image: optional(object({ context_compression: optional(word('auto', 'enabled', 'disabled')) })),

  tools: optional(list(responsesTool)),
  tool_choice: optional(responsesToolChoice),
  parallel_tool_calls: optional(orNull(flag)),

  stream: optional(orNull(flag)),
  stream_options: optional(orNull(object({ include_obfuscation: optional(flag) }))),
  background: optional(orNull(flag)),
  store: optional(orNull(flag)),
  metadata: optional(orNull(metadata)),
  service_tier: optional(orNull(responsesServiceTier)),
  moderation: optional(orNull(moderationRequest)),
  access_programs: optional(object({ cyber: optional(word('standard', 'daybreak_blue', 'daybreak_red')) })),
  safety_identifier: optional(orNull(text)),
  user: optional(text),
  prompt_cache_key: optional(orNull(text)),
  prompt_cache_options: optional(cacheOptions),
  prompt_cache_retention: optional(orNull(cacheRetention)),
})

export type ResponsesRequest = z.infer<typeof parameters>

export const responsesRequestSchema: z.ZodType<ResponsesRequest, ResponsesRequest> = parameters
