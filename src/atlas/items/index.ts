// The registry of the items a Responses request may bring, total over the API's types (see totality.check.ts).

import { InvalidInputError } from '../../errors.ts'
import type { Conversion } from '../conversion.ts'
import type { Transcript } from '../messages/transcript.ts'
import { child, isNothing, type JsonObject, readObject } from '../read.ts'
import { customToolCall } from './custom-tool-call.ts'
import { functionCall } from './function-call.ts'
import { lostItems, toolBearingItems } from './hosted.ts'
import { messageToTranscript } from './message.ts'
import { reasoning } from './reasoning.ts'
import { toolOutputToTranscript } from './tool-output.ts'

/** Writes one item into the chat transcript. `position` is its index in `input`. */
export type InputItem = (
  item: JsonObject,
  at: string,
  run: Conversion,
  transcript: Transcript,
  position: number,
) => void

const losing =
  (why: string): InputItem =>
  (_item, at, run) =>
    run.dropped(at, 'no-counterpart', why)

function losingAll<Names extends string>(reasons: Readonly<Record<Names, string>>): Record<Names, InputItem> {
  const items = Object.entries<string>(reasons).map(([type, why]) => [type, losing(why)] as const)
  return Object.fromEntries(items) as Record<Names, InputItem>
}

/** The tools of such an item join the tools of the request (see `completeChatTools`). */
function movingTools<Names extends string>(reasons: Readonly<Record<Names, string>>): Record<Names, InputItem> {
  const items = Object.entries<string>(reasons).map(([type, why]): [string, InputItem] => [
    type,
    (item, at, run) => run.lose(isNothing(item.tools) ? 'dropped' : 'changed', at, 'reshaped', why),
  ])
  return Object.fromEntries(items) as Record<Names, InputItem>
}

export const inputItems = {
  message: messageToTranscript,
  reasoning: reasoning.toTranscript,
  function_call(item, at, run, transcript, position) {
    transcript.call(functionCall.toCall(item, at, run), position)
  },
  custom_tool_call(item, at, run, transcript, position) {
    transcript.call(customToolCall.toCall(item, at, run), position)
  },
  function_call_output: toolOutputToTranscript,
  custom_tool_call_output: toolOutputToTranscript,
  ...losingAll(lostItems),
  ...movingTools(toolBearingItems),
} as const satisfies Record<string, InputItem>

type LostItem = keyof typeof lostItems | keyof typeof toolBearingItems

/** What chat makes of the items it has a word for. Printed by `explain`. */
export const itemNotes = {
  message: 'A message of the same role. A `type` is not needed.',
  reasoning: 'The reasoning_content of the assistant message it led to.',
  function_call: 'One of the tool_calls of an assistant message; calls of one turn share the message.',
  custom_tool_call: 'One of the tool_calls of an assistant message, of type custom.',
  function_call_output:
    'A tool message, directly after the message with the call; its images and files go on in a user message.',
  custom_tool_call_output:
    'A tool message, directly after the message with the call; its images and files go on in a user message.',
} as const satisfies Record<Exclude<keyof typeof inputItems, LostItem>, string>

const registry: ReadonlyMap<string, InputItem> = new Map(Object.entries(inputItems))

export function itemToTranscript(
  value: unknown,
  at: string,
  run: Conversion,
  transcript: Transcript,
  position: number,
) {
  if (typeof value === 'string') {
    run.changed(at, 'reshaped', 'A bare string among the items comes back as a user message.')
    transcript.message({ role: 'user', content: value }, position)
    return
  }
  const item = readObject(value, at, 'An input item')
  const type = item.type ?? ('role' in item ? 'message' : 'id' in item ? 'item_reference' : undefined)
  if (typeof type !== 'string') {
    throw new InvalidInputError(child(at, 'type'), 'An input item must have a type, or a role if it is a message.')
  }
  const known = registry.get(type)
  if (known !== undefined) known(item, at, run, transcript, position)
  else run.dropped(at, 'unknown-value', 'Chat has nothing like an item of this type.')
}
