// What POST /chat/completions answers: one completion, or a stream of chunks.
import type * as z from 'zod'
import { toolCall } from './chat-messages.ts'
import { list, literal, number, object, optional, orNull, owed, text, word } from './kinds.ts'
import { chatLogprobs, chatModeration, chatServiceTier, metadata } from './settings.ts'

const finishReason = word('stop', 'length', 'tool_calls', 'content_filter', 'function_call')

const usage = object({
  prompt_tokens: owed(number),
  completion_tokens: owed(number),
  total_tokens: owed(number),
  prompt_tokens_details: optional(
    object({
      cached_tokens: optional(number),
      cache_write_tokens: optional(number),
      audio_tokens: optional(number),
      image_tokens: optional(number),
      text_tokens: optional(number),
    }),
  ),
  completion_tokens_details: optional(
    object({
      reasoning_tokens: optional(number),
      audio_tokens: optional(number),
      text_tokens: optional(number),
      accepted_prediction_tokens: optional(number),
      rejected_prediction_tokens: optional(number),
    }),
  ),
})

const urlCitation = object({ start_index: owed(number), end_index: owed(number), title: owed(text), url: text })

const message = object({
  role: owed(literal('assistant')),
  content: owed(orNull(text)),
  refusal: owed(orNull(text)),
  annotations: optional(list(object({ type: literal('url_citation'), url_citation: urlCitation }))),
  tool_calls: optional(list(toolCall)),
  function_call: optional(orNull(object({ name: text, arguments: text }))),
  audio: optional(orNull(object({ id: text, data: text, expires_at: number, transcript: text }))),
})

/** A content filter may answer with a choice that has no message at all. */
const completionChoice = object({
  index: owed(number),
  message: owed(message),
  finish_reason: owed(finishReason),
  logprobs: owed(orNull(chatLogprobs)),
})

const completion = object({
  id: owed(text),
  object: owed(word('chat.completion')),
  created: owed(number),
  model: owed(text),
  /** A content filter may answer 200 with an error and no choices. */
  choices: owed(list(completionChoice)),
  usage: optional(usage),
  service_tier: optional(orNull(chatServiceTier)),
  system_fingerprint: optional(text),
  moderation: optional(orNull(chatModeration)),
  metadata: optional(orNull(metadata)),
})

const deltaToolCall = object({
  index: owed(number),
  id: optional(text),
  type: optional(word('function', 'custom')),
  function: optional(object({ name: optional(text), arguments: optional(text) })),
  custom: optional(object({ name: optional(text), input: optional(text) })),
})

const delta = object({
  role: optional(word('developer', 'system', 'user', 'assistant', 'tool')),
  content: optional(orNull(text)),
  refusal: optional(orNull(text)),
  tool_calls: optional(list(deltaToolCall)),
  function_call: optional(object({ name: optional(text), arguments: optional(text) })),
  audio: optional(
    object({ id: optional(text), data: optional(text), expires_at: optional(number), transcript: optional(text) }),
  ),
})

const chunkChoice = object({
  index: owed(number),
  delta: owed(delta),
  finish_reason: owed(orNull(finishReason)),
  logprobs: optional(orNull(chatLogprobs)),
})

const chunk = object({
  id: owed(text),
  object: owed(word('chat.completion.chunk')),
  created: owed(number),
  model: owed(text),
  choices: owed(list(chunkChoice)),
  usage: optional(orNull(usage)),
  service_tier: optional(orNull(chatServiceTier)),
  system_fingerprint: optional(text),
  moderation: optional(orNull(chatModeration)),
  obfuscation: optional(text),
})

export type ChatCompletion = z.infer<typeof completion>
export type ChatChunk = z.infer<typeof chunk>

export const chatCompletionSchema: z.ZodType<ChatCompletion, ChatCompletion> = completion
export const chatChunkSchema: z.ZodType<ChatChunk, ChatChunk> = chunk
