// What POST /responses answers: the response object.
import type * as z from 'zod'
import { choice } from './choice.ts'
import { flag, list, literal, number, object, optional, orNull, owed, text, word } from './kinds.ts'
import { responsesOutputItem } from './responses-output.ts'
import { prompt } from './responses-parts.ts'
import { reasoningSettings, responsesInput } from './responses-request.ts'
import { responsesTool, responsesToolChoice, textSettings } from './responses-tools.ts'
import { cacheRetention, metadata, responsesModeration, responsesServiceTier } from './settings.ts'

const errorCode = word(
  'server_error',
  'rate_limit_exceeded',
  'invalid_prompt',
  'data_residency_mismatch',
  'bio_policy',
  'misalignment_policy_violation',
  'vector_store_timeout',
  'invalid_image',
  'invalid_image_format',
  'invalid_base64_image',
  'invalid_image_url',
  'image_too_large',
  'image_too_small',
  'image_parse_error',
  'image_content_policy_violation',
  'invalid_image_mode',
  'image_file_too_large',
  'unsupported_image_media_type',
  'empty_image_file',
  'failed_to_download_image',
  'image_file_not_found',
)

const failure = object({
  code: owed(errorCode),
  message: owed(text),
  param: optional(orNull(text)),
  type: optional(orNull(text)),
  misalignment: optional(
    object({
      detailed_explanation: optional(text),
      error_type: optional(text),
      review_target: optional(orNull(text)),
      steer: optional(object({ message: text })),
    }),
  ),
})

const usage = object({
  input_tokens: owed(number),
  input_tokens_details: owed(
    object({
      cached_tokens: owed(number),
      cache_write_tokens: owed(number),
      cache_write_tokens_details: optional(object({ ttl_12h_tokens: number, ttl_30m_tokens: number })),
    }),
  ),
  output_tokens: owed(number),
  output_tokens_details: owed(object({ reasoning_tokens: owed(number) })),
  total_tokens: owed(number),
})

const imageTokens = object({ image_tokens: owed(number), text_tokens: owed(number) })

const toolUsage = object({
  image_gen: owed(
    object({
      input_tokens: owed(number),
      input_tokens_details: owed(imageTokens),
      output_tokens: owed(number),
      output_tokens_details: optional(imageTokens),
      total_tokens: owed(number),
      cached_tokens: optional(number),
      cached_tokens_details: optional(object({ cached_image_tokens: owed(number), cached_text_tokens: owed(number) })),
    }),
  ),
  web_search: owed(object({ num_requests: owed(number) })),
})

const cacheDiagnostics = choice('type', {
  cache_hit: object({ type: literal('cache_hit') }),
  cache_miss: object({
    type: literal('cache_miss'),
    cache_missed_tokens: number,
    comparison_reusable_tokens: optional(number),
    reason: word(
      'model_changed',
      'prompt_cache_key_changed',
      'tools_changed',
      'text_format_changed',
      'reasoning_effort_changed',
      'verbosity_changed',
      'context_compacted',
      'input_changed',
      'service_tier_changed',
    ),
  }),
  comparison_response_not_found: object({ type: literal('comparison_response_not_found') }),
  unavailable: object({ type: literal('unavailable') }),
})

const inputTransformation = object({
  type: literal('reasoning'),
  id: text,
  action: literal('removed'),
  reason: word('organization_mismatch', 'end_user_mismatch', 'model_mismatch', 'prefix_mismatch', 'turn_boundary'),
})

const response = object({
  id: owed(text),
  object: owed(word('response')),
  created_at: owed(number),
  completed_at: optional(orNull(number)),
  model: owed(text),
  status: optional(word('completed', 'failed', 'in_progress', 'cancelled', 'queued', 'incomplete')),
  error: owed(orNull(failure)),
  incomplete_details: owed(
    orNull(object({ reason: optional(word('max_output_tokens', 'max_messages', 'content_filter', 'steered')) })),
  ),
  usage: optional(usage),
  tool_usage: optional(toolUsage),

  instructions: owed(orNull(responsesInput)),
  prompt: optional(orNull(prompt)),
  previous_response_id: optional(orNull(text)),
  conversation: optional(orNull(object({ id: text }))),
  input_transformations: optional(list(inputTransformation)),

  max_output_tokens: optional(orNull(number)),
  max_tool_calls: optional(orNull(number)),
  temperature: owed(orNull(number)),
  top_p: owed(orNull(number)),
  top_logprobs: optional(orNull(number)),
  truncation: optional(orNull(word('auto', 'disabled'))),
  text: optional(textSettings),
  reasoning: optional(orNull(reasoningSettings)),
  image: optional(object({ context_compression: owed(word('enabled', 'disabled')) })),

  tools: owed(list(responsesTool)),
  tool_choice: owed(responsesToolChoice),
  parallel_tool_calls: owed(flag),

  background: optional(orNull(flag)),
  metadata: owed(orNull(metadata)),
  service_tier: optional(orNull(responsesServiceTier)),
  moderation: optional(orNull(responsesModeration)),
  access_programs: owed(orNull(object({ cyber: owed(word('standard', 'daybreak_blue', 'daybreak_red')) }))),
  safety_identifier: optional(orNull(text)),
  user: optional(text),
  prompt_cache_key: optional(orNull(text)),
  prompt_cache_options: optional(
    object({
      mode: owed(word('implicit', 'explicit')),
      ttl: owed(word('30m', '12h')),
      comparison_response_id: optional(orNull(text)),
    }),
  ),
  prompt_cache_retention: optional(orNull(cacheRetention)),
  prompt_cache_diagnostics: optional(cacheDiagnostics),

  /** Left out by other endpoints under the same path, and while a response is not finished. */
  output: owed(list(responsesOutputItem)),

  /** Not on the wire: the SDKs add it. Their types require it, so ours does. */
  output_text: owed(text),
  /** On the wire since January 2026, in no SDK's types. */
  frequency_penalty: optional(number),
  presence_penalty: optional(number),
  /** On the wire, in no SDK's types. */
  billing: optional(object({ payer: optional(text) })),
  /** On the wire, in no SDK's types: the answer says whether it was stored. */
  store: optional(flag),
})

export type ResponseObject = z.infer<typeof response>

export const responseSchema: z.ZodType<ResponseObject, ResponseObject> = response
