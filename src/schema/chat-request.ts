// The body of POST /chat/completions.
import type * as z from 'zod'
import { chatMessage, textParts } from './chat-messages.ts'
import {
  chatResponseFormat,
  chatTool,
  chatToolChoice,
  legacyFunction,
  legacyFunctionCall,
  webSearchOptions,
} from './chat-tools.ts'
import { either } from './choice.ts'
import { flag, list, literal, number, object, optional, orNull, record, text, word } from './kinds.ts'
import { cacheRetention, chatServiceTier, effort, metadata, moderationRequest, verbosity } from './settings.ts'

const audioOutput = object({
  format: word('wav', 'aac', 'mp3', 'flac', 'opus', 'pcm16'),
  voice: either(text, object({ id: text })),
})

const prediction = object({ type: literal('content'), content: either(text, textParts) })

const parameters = object({
  messages: list(chatMessage),
  model: text,

  max_completion_tokens: optional(orNull(number)),
  max_tokens: optional(orNull(number)),
  n: optional(orNull(number)),
  stop: optional(orNull(either(text, list(text)))),
  seed: optional(orNull(number)),
  temperature: optional(orNull(number)),
  top_p: optional(orNull(number)),
  frequency_penalty: optional(orNull(number)),
  presence_penalty: optional(orNull(number)),
  logit_bias: optional(orNull(record(number))),
  logprobs: optional(orNull(flag)),
  top_logprobs: optional(orNull(number)),

  response_format: optional(chatResponseFormat),
  verbosity: optional(orNull(verbosity)),
  reasoning_effort: optional(orNull(effort)),
  prediction: optional(orNull(prediction)),
  modalities: optional(orNull(list(word('text', 'audio')))),
  audio: optional(orNull(audioOutput)),

  tools: optional(list(chatTool)),
  tool_choice: optional(chatToolChoice),
  parallel_tool_calls: optional(flag),
  functions: optional(list(legacyFunction)),
  function_call: optional(legacyFunctionCall),
  web_search_options: optional(webSearchOptions),

  stream: optional(orNull(flag)),
  stream_options: optional(orNull(object({ include_obfuscation: optional(flag), include_usage: optional(flag) }))),
  store: optional(orNull(flag)),
  metadata: optional(orNull(metadata)),
  service_tier: optional(orNull(chatServiceTier)),
  moderation: optional(orNull(moderationRequest)),
  safety_identifier: optional(orNull(text)),
  user: optional(text),
  prompt_cache_key: optional(orNull(text)),
  prompt_cache_options: optional(
    object({ mode: optional(word('implicit', 'explicit')), ttl: optional(literal('30m')) }),
  ),
  prompt_cache_retention: optional(orNull(cacheRetention)),
})

export type ChatRequest = z.infer<typeof parameters>

export const chatRequestSchema: z.ZodType<ChatRequest, ChatRequest> = parameters
