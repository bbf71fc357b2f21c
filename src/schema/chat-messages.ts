// The messages of a chat request: six roles, their content parts and their tool calls.
import type * as z from 'zod'
import { choice, either } from './choice.ts'
import { list, literal, object, optional, orNull, owed, text, word } from './kinds.ts'
import { cacheBreakpoint } from './settings.ts'

const breakpoint = { prompt_cache_breakpoint: optional(cacheBreakpoint) }

const textPart = object({ type: literal('text'), text, ...breakpoint })
const refusalPart = object({ type: literal('refusal'), refusal: text })
const imagePart = object({
  type: literal('image_url'),
  image_url: object({ url: text, detail: optional(word('auto', 'low', 'high', 'original')) }),
  ...breakpoint,
})
const audioPart = object({
  type: literal('input_audio'),
  input_audio: object({ data: text, format: word('wav', 'mp3') }),
  ...breakpoint,
})
const filePart = object({
  type: literal('file'),
  file: object({ file_data: optional(text), file_id: optional(text), filename: optional(text) }),
  ...breakpoint,
})

const userParts = { text: textPart, image_url: imagePart, input_audio: audioPart, file: filePart }

/** Text parts are all the type allows here, but what is not text is for the API to refuse, not for the door. */
export const textParts = list(choice('type', { text: textPart }, { also: { ...userParts, refusal: refusalPart } }))

export const functionToolCall = object({
  type: literal('function'),
  id: text,
  function: object({ name: text, arguments: text }),
})
export const customToolCall = object({ type: literal('custom'), id: text, custom: object({ name: text, input: text }) })

/** A call without a type is a function call: some servers leave it out, and their answers come back as history. */
export const toolCall = choice(
  'type',
  { function: functionToolCall, custom: customToolCall },
  { absent: () => 'function' },
)

const instruction = { content: either(text, textParts), name: optional(text) }

const developerMessage = object({ role: literal('developer'), ...instruction })
const systemMessage = object({ role: literal('system'), ...instruction })

const userMessage = object({
  role: literal('user'),
  content: either(text, list(choice('type', userParts, { also: { refusal: refusalPart } }))),
  name: optional(text),
})

const assistantMessage = object({
  role: literal('assistant'),
  content: optional(orNull(either(text, list(choice('type', { text: textPart, refusal: refusalPart }))))),
  refusal: optional(orNull(text)),
  name: optional(text),
  audio: optional(orNull(object({ id: text }))),
  tool_calls: optional(list(toolCall)),
  function_call: optional(orNull(object({ name: text, arguments: text }))),
})

const toolMessage = object({ role: literal('tool'), content: either(text, textParts), tool_call_id: text })

/** Deprecated, answered in its own form. */
const functionMessage = object({ role: literal('function'), content: owed(orNull(text)), name: text })

const messages = {
  developer: developerMessage,
  system: systemMessage,
  user: userMessage,
  assistant: assistantMessage,
  tool: toolMessage,
  function: functionMessage,
}

export type ChatMessage = z.infer<(typeof messages)[keyof typeof messages]>

/** Closed, unlike parts and tools: nobody can say which side of a conversation an unknown role is on. */
export const chatMessage: z.ZodType<ChatMessage, ChatMessage> = choice('role', messages, { closed: true })
