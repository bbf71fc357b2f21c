// What each of the Responses events does to a chat answer, total over the API's types (see totality.check.ts). An event
// with `null` says nothing a chat answer could hold; the item it belongs to is reported as a loss once, as a whole.
import type { JsonObject } from '../atlas/read.ts'
import { within } from '../errors.ts'
import type { ChatWriter } from './chat-writer.ts'
import { blockOf, type PartList, partIndex } from './said.ts'

/** What the handlers may ask of the encoder. */
export interface ChatAnswer {
  readonly writer: ChatWriter
  announce(response: unknown): void
  place(position: number, item: unknown): void
  complete(position: number, item: unknown): void
  end(response: unknown, status: string): void
  fail(error: unknown): void
}

type Handler = (answer: ChatAnswer, event: JsonObject) => void
export type EventHandlers = Readonly<Record<string, Handler | null>>

const outputIndex = (event: JsonObject) => (typeof event.output_index === 'number' ? event.output_index : 0)
const contentIndex = (event: JsonObject) => (typeof event.content_index === 'number' ? event.content_index : 0)
const summaryIndex = (event: JsonObject) => (typeof event.summary_index === 'number' ? event.summary_index : 0)
const text = (value: unknown) => (typeof value === 'string' ? value : '')

const announce: Handler = (answer, event) => answer.announce(event.response)

const spoken =
  (voice: 'content' | 'refusal'): Handler =>
  ({ writer }, event) => {
    const item = outputIndex(event)
    writer.text(voice, item, contentIndex(event), blockOf(voice, item, 0, 'content'), text(event.delta), event.logprobs)
  }

const spokenWhole =
  (voice: 'content' | 'refusal', field: string): Handler =>
  ({ writer }, event) => {
    const item = outputIndex(event)
    const block = blockOf(voice, item, 0, 'content')
    writer.whole(voice, item, contentIndex(event), block, event[field], event.logprobs)
  }

const thought =
  (list: PartList, index: (event: JsonObject) => number): Handler =>
  ({ writer }, event) => {
    const block = blockOf('reasoning_content', outputIndex(event), index(event), list)
    writer.text('reasoning_content', outputIndex(event), partIndex(index(event), list), block, text(event.delta))
  }

const thoughtWhole =
  (list: PartList, index: (event: JsonObject) => number): Handler =>
  ({ writer }, event) => {
    const block = blockOf('reasoning_content', outputIndex(event), index(event), list)
    writer.whole('reasoning_content', outputIndex(event), partIndex(index(event), list), block, event.text)
  }

const partDone =
  (list: PartList, index: (event: JsonObject) => number): Handler =>
  ({ writer }, event) =>
    within('/part', () => writer.part(outputIndex(event), index(event), event.part, list))

const ended =
  (status: 'completed' | 'incomplete' | 'failed'): Handler =>
  (answer, event) =>
    within('/response', () => answer.end(event.response, status))

const callText: Handler = ({ writer }, event) => writer.calls.text(outputIndex(event), text(event.delta))

/** What an event without a handler means for chat. Printed by `explain`. */
export const whySilent =
  'Nothing a chat chunk could hold. If it belongs to an item chat has no word for, that item is reported as a loss.'

export const eventHandlers = {
  'response.created': announce,
  'response.queued': announce,
  'response.in_progress': announce,
  'response.completed': ended('completed'),
  'response.incomplete': ended('incomplete'),
  'response.failed': ended('failed'),
  // Nested by the real server, flat in the types of its SDKs.
  error: (answer, event) => answer.fail(event.error ?? event),

  'response.output_item.added': (answer, event) => within('/item', () => answer.place(outputIndex(event), event.item)),
  'response.output_item.done': (answer, event) =>
    within('/item', () => answer.complete(outputIndex(event), event.item)),
  'response.content_part.added': null,
  'response.content_part.done': partDone('content', contentIndex),
  'response.output_text.delta': spoken('content'),
  'response.output_text.done': spokenWhole('content', 'text'),
  'response.output_text.annotation.added': ({ writer }, event) =>
    within('/annotation', () => writer.annotation(outputIndex(event), contentIndex(event), event.annotation)),
  'response.refusal.delta': spoken('refusal'),
  'response.refusal.done': spokenWhole('refusal', 'refusal'),
  'response.reasoning_text.delta': thought('content', contentIndex),
  'response.reasoning_text.done': thoughtWhole('content', contentIndex),
  'response.reasoning_summary_text.delta': thought('summary', summaryIndex),
  'response.reasoning_summary_text.done': thoughtWhole('summary', summaryIndex),
  'response.reasoning_summary_part.added': null,
  'response.reasoning_summary_part.done': partDone('summary', summaryIndex),
  'response.function_call_arguments.delta': callText,
  'response.function_call_arguments.done': ({ writer }, event) =>
    writer.calls.whole(outputIndex(event), event.arguments),
  'response.custom_tool_call_input.delta': callText,
  'response.custom_tool_call_input.done': ({ writer }, event) => writer.calls.whole(outputIndex(event), event.input),

  // Progress of hosted tools, and what only Responses answers carry.
  'response.audio.delta': null,
  'response.audio.done': null,
  'response.audio.transcript.delta': null,
  'response.audio.transcript.done': null,
  'response.code_interpreter_call_code.delta': null,
  'response.code_interpreter_call_code.done': null,
  'response.code_interpreter_call.completed': null,
  'response.code_interpreter_call.in_progress': null,
  'response.code_interpreter_call.interpreting': null,
  'response.compaction.compacting': null,
  'response.file_search_call.completed': null,
  'response.file_search_call.in_progress': null,
  'response.file_search_call.searching': null,
  'response.image_generation_call.completed': null,
  'response.image_generation_call.generating': null,
  'response.image_generation_call.in_progress': null,
  'response.image_generation_call.partial_image': null,
  'response.mcp_call_arguments.delta': null,
  'response.mcp_call_arguments.done': null,
  'response.mcp_call.completed': null,
  'response.mcp_call.failed': null,
  'response.mcp_call.in_progress': null,
  'response.mcp_list_tools.completed': null,
  'response.mcp_list_tools.failed': null,
  'response.mcp_list_tools.in_progress': null,
  'response.shell_call_command.added': null,
  'response.shell_call_command.delta': null,
  'response.shell_call_command.done': null,
  'response.shell_call_output_content.delta': null,
  'response.shell_call_output_content.done': null,
  'response.web_search_call.completed': null,
  'response.web_search_call.in_progress': null,
  'response.web_search_call.searching': null,
} as const satisfies EventHandlers
