// The tools of a chat request, how one of them is chosen, and the format of the answer.
import type * as z from 'zod'
import { choice, either } from './choice.ts'
import { flag, json, list, literal, object, optional, orNull, record, text, word } from './kinds.ts'

const functionTool = object({
  type: literal('function'),
  function: object({
    name: text,
    description: optional(text),
    parameters: optional(record(json)),
    strict: optional(orNull(flag)),
  }),
})

const grammar = object({ definition: text, syntax: word('lark', 'regex') })

const customTool = object({
  type: literal('custom'),
  custom: object({
    name: text,
    description: optional(text),
    format: optional(
      choice('type', {
        text: object({ type: literal('text') }),
        grammar: object({ type: literal('grammar'), grammar }),
      }),
    ),
  }),
})

const tools = { function: functionTool, custom: customTool }

export type ChatTool = z.infer<(typeof tools)[keyof typeof tools]>

export const chatTool: z.ZodType<ChatTool, ChatTool> = choice('type', tools)

/** Deprecated in favour of tools. */
export const legacyFunction = object({
  name: text,
  description: optional(text),
  parameters: optional(record(json)),
})

export const legacyFunctionCall = either(word('none', 'auto'), object({ name: text }))

export const chatToolChoice = either(
  word('none', 'auto', 'required'),
  choice('type', {
    function: object({ type: literal('function'), function: object({ name: text }) }),
    custom: object({ type: literal('custom'), custom: object({ name: text }) }),
    allowed_tools: object({
      type: literal('allowed_tools'),
      allowed_tools: object({ mode: word('auto', 'required'), tools: list(record(json)) }),
    }),
  }),
)

export const chatResponseFormat = choice('type', {
  text: object({ type: literal('text') }),
  json_object: object({ type: literal('json_object') }),
  json_schema: object({
    type: literal('json_schema'),
    json_schema: object({
      name: text,
      description: optional(text),
      schema: optional(record(json)),
      strict: optional(orNull(flag)),
    }),
  }),
})

const place = object({
  city: optional(text),
  country: optional(text),
  region: optional(text),
  timezone: optional(text),
})

export const webSearchOptions = object({
  search_context_size: optional(word('low', 'medium', 'high')),
  user_location: optional(orNull(object({ type: literal('approximate'), approximate: place }))),
})
