// The 59 events of a Responses stream.
import type * as z from 'zod'
import { choice } from './choice.ts'
import { list, literal, number, object, optional, orNull, owed, text } from './kinds.ts'
import { returnedShellOutput } from './responses-machine-items.ts'
import { responsesOutputItem } from './responses-output.ts'
import { annotation, streamedPart, summaryText } from './responses-parts.ts'
import { responseSchema } from './responses-result.ts'

const inStream = { sequence_number: owed(number) }
const inOutput = { ...inStream, output_index: owed(number) }
const inItem = { ...inOutput, item_id: owed(text) }
const inContent = { ...inItem, content_index: owed(number) }
const inSummary = { ...inItem, summary_index: owed(number) }
const inCommand = { ...inOutput, command_index: owed(number) }

/** Delta events are padded with noise against traffic analysis, unless the request turns that off. */
const delta = { delta: text, obfuscation: optional(text) }

/** On the wire, in no SDK's types. */
const bytes = optional(list(number))
const logprobs = {
  logprobs: owed(
    list(
      object({
        token: text,
        logprob: number,
        bytes,
        top_logprobs: optional(list(object({ token: optional(text), logprob: optional(number), bytes }))),
      }),
    ),
  ),
}

const ofResponse = <const Name extends string>(name: Name) =>
  object({ type: literal(name), response: responseSchema, ...inStream })
const ofItem = <const Name extends string>(name: Name) =>
  object({ type: literal(name), item: responsesOutputItem, ...inOutput })
const ofPart = <const Name extends string>(name: Name) =>
  object({ type: literal(name), part: streamedPart, ...inContent })
const progress = <const Name extends string>(name: Name) => object({ type: literal(name), ...inItem })
const ofDelta = <const Name extends string>(name: Name) => object({ type: literal(name), ...delta, ...inItem })

/** The SDK's types have it flat; the one recording of it nests it. */
const failure = object({
  type: literal('error'),
  code: owed(orNull(text)),
  message: owed(text),
  param: owed(orNull(text)),
  error: optional(
    object({
      type: optional(orNull(text)),
      code: optional(orNull(text)),
      message: optional(text),
      param: optional(orNull(text)),
    }),
  ),
  ...inStream,
})

const message = [
  object({ type: literal('response.output_text.delta'), ...delta, ...logprobs, ...inContent }),
  object({ type: literal('response.output_text.done'), text, ...logprobs, ...inContent }),
  object({
    type: literal('response.output_text.annotation.added'),
    annotation: owed(orNull(annotation)),
    annotation_index: owed(number),
    ...inContent,
  }),
  object({ type: literal('response.refusal.delta'), ...delta, ...inContent }),
  object({ type: literal('response.refusal.done'), refusal: text, ...inContent }),
  object({ type: literal('response.audio.delta'), ...delta, ...inStream }),
  object({ type: literal('response.audio.done'), ...inStream }),
  object({ type: literal('response.audio.transcript.delta'), ...delta, ...inStream }),
  object({ type: literal('response.audio.transcript.done'), ...inStream }),
] as const

const reasoning = [
  object({ type: literal('response.reasoning_summary_part.added'), part: summaryText, ...inSummary }),
  object({
    type: literal('response.reasoning_summary_part.done'),
    part: summaryText,
    status: optional(literal('incomplete')),
    ...inSummary,
  }),
  object({ type: literal('response.reasoning_summary_text.delta'), ...delta, ...inSummary }),
  object({ type: literal('response.reasoning_summary_text.done'), text, ...inSummary }),
  object({ type: literal('response.reasoning_text.delta'), ...delta, ...inContent }),
  object({ type: literal('response.reasoning_text.done'), text, ...inContent }),
] as const

const calls = [
  ofDelta('response.function_call_arguments.delta'),
  object({ type: literal('response.function_call_arguments.done'), arguments: text, name: optional(text), ...inItem }),
  ofDelta('response.custom_tool_call_input.delta'),
  object({ type: literal('response.custom_tool_call_input.done'), input: text, ...inItem }),
  ofDelta('response.mcp_call_arguments.delta'),
  object({ type: literal('response.mcp_call_arguments.done'), arguments: text, ...inItem }),
  ofDelta('response.code_interpreter_call_code.delta'),
  object({ type: literal('response.code_interpreter_call_code.done'), code: text, ...inItem }),
  object({ type: literal('response.shell_call_command.added'), command: text, ...inCommand }),
  object({ type: literal('response.shell_call_command.delta'), ...delta, ...inCommand }),
  object({ type: literal('response.shell_call_command.done'), command: text, ...inCommand }),
  object({
    type: literal('response.shell_call_output_content.delta'),
    delta: object({ stderr: optional(text), stdout: optional(text) }),
    item_id: owed(text),
    ...inCommand,
  }),
  object({
    type: literal('response.shell_call_output_content.done'),
    output: list(returnedShellOutput),
    item_id: owed(text),
    ...inCommand,
  }),
] as const

const hosted = [
  progress('response.web_search_call.in_progress'),
  progress('response.web_search_call.searching'),
  progress('response.web_search_call.completed'),
  progress('response.file_search_call.in_progress'),
  progress('response.file_search_call.searching'),
  progress('response.file_search_call.completed'),
  progress('response.code_interpreter_call.in_progress'),
  progress('response.code_interpreter_call.interpreting'),
  progress('response.code_interpreter_call.completed'),
  progress('response.image_generation_call.in_progress'),
  progress('response.image_generation_call.generating'),
  progress('response.image_generation_call.completed'),
  object({
    type: literal('response.image_generation_call.partial_image'),
    partial_image_b64: text,
    partial_image_index: owed(number),
    background: optional(text),
    output_format: optional(text),
    quality: optional(text),
    size: optional(text),
    ...inItem,
  }),
  progress('response.mcp_call.in_progress'),
  progress('response.mcp_call.completed'),
  progress('response.mcp_call.failed'),
  progress('response.mcp_list_tools.in_progress'),
  progress('response.mcp_list_tools.completed'),
  progress('response.mcp_list_tools.failed'),
  progress('response.compaction.compacting'),
] as const

const lifecycle = [
  ofResponse('response.created'),
  ofResponse('response.queued'),
  ofResponse('response.in_progress'),
  ofResponse('response.completed'),
  ofResponse('response.incomplete'),
  ofResponse('response.failed'),
  failure,
  ofItem('response.output_item.added'),
  ofItem('response.output_item.done'),
  ofPart('response.content_part.added'),
  ofPart('response.content_part.done'),
] as const

const events = [...lifecycle, ...message, ...reasoning, ...calls, ...hosted]

export type ResponseEvent = z.infer<(typeof events)[number]>

const byType = Object.fromEntries(events.map(event => [event.shape.type.value, event]))

export const responseEventSchema: z.ZodType<ResponseEvent, ResponseEvent> = choice('type', byType)
