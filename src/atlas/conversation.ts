// The conversation of a request: `messages` in chat, `instructions` and `input` in Responses.

import { InvalidInputError } from '../errors.ts'
import type { Conversion } from './conversion.ts'
import { itemToTranscript } from './items/index.ts'
import { sealedDetails } from './items/sealed.ts'
import { isJsonMode, isNeededInInput } from './json-mode.ts'
import { assistant } from './messages/assistant.ts'
import { ItemHistory } from './messages/history.ts'
import { plain } from './messages/plain.ts'
import { tool } from './messages/tool.ts'
import { Transcript } from './messages/transcript.ts'
import { child, isObject, type JsonObject, readArray, readObject } from './read.ts'
import type { FieldStep } from './row.ts'

type ToItems = (message: JsonObject, at: string, run: Conversion, history: ItemHistory) => void

/** The registry of chat messages by role, total over the API's types (see totality.check.ts). */
export const chatMessages = {
  system: (message, at, run, history) => plain.toItems(message, at, run, history, 'system'),
  developer: (message, at, run, history) => plain.toItems(message, at, run, history, 'developer'),
  user: (message, at, run, history) => plain.toItems(message, at, run, history, 'user'),
  assistant: assistant.toItems,
  tool: tool.toItems,
  function: tool.legacyToItems,
} as const satisfies Record<string, ToItems>

/** What each role becomes. Printed by `explain`. */
export const roleNotes = {
  system:
    'At the front of others, if its content is a string and it has no name, it is `instructions`; elsewhere a system message, and where it alone asks for JSON beside `json_object`: Responses looks for the word in `input`.',
  developer: 'A developer message.',
  user: 'A user message. If it is all there is and its content is a string, `input` is that string.',
  assistant: 'A reasoning item, a message item and an item for each call, of those that there are.',
  tool: 'A function_call_output item, or custom_tool_call_output for a custom call.',
  function: 'The legacy form of a tool message: a function_call_output item, under a call_id made for the call.',
} as const satisfies Record<keyof typeof chatMessages, string>

export const roles: ReadonlyMap<unknown, ToItems> = new Map<unknown, ToItems>(Object.entries(chatMessages))

/** A system message that says exactly what `instructions` can say. */
export function isInstructions(message: unknown): message is { content: string } {
  return (
    isObject(message) &&
    message.role === 'system' &&
    typeof message.content === 'string' &&
    Object.keys(message).length === 2
  )
}

/** Whether the first of a chat request's messages becomes `instructions`. */
export function isLedByInstructions(messages: readonly unknown[], jsonMode: boolean): boolean {
  // Alone it stays where it is: Responses refuses an empty `input`.
  if (messages.length < 2 || !isInstructions(messages[0])) return false
  return !(jsonMode && isNeededInInput(messages))
}

const isCarrying = (message: unknown) => isObject(message) && sealedDetails(message).length > 0

/** `messages` to `instructions` and `input`. */
export const messagesToResponses: FieldStep = (value, target, at, run, request) => {
  const messages = readArray(value, at, 'messages')
  const [first] = messages
  let start = 0
  if (run.options.instructions !== 'never' && isLedByInstructions(messages, isJsonMode.chat(request))) {
    target.instructions = (first as JsonObject).content
    start = 1
  }
  const history = new ItemHistory(run.options.carryReasoning === true && messages.some(isCarrying))
  for (let index = start; index < messages.length; index++) {
    const messageAt = child(at, index)
    const message = readObject(messages[index], messageAt, 'A message')
    const toItems = roles.get(message.role)
    if (toItems === undefined) {
      throw new InvalidInputError(
        child(messageAt, 'role'),
        'The role of a message must be system, developer, user, assistant, tool or function.',
      )
    }
    toItems(message, messageAt, run, history)
  }
  const [only] = history.items
  const lone = history.items.length === 1 && only?.role === 'user' && typeof only.content === 'string'
  target.input = lone ? only.content : history.items
}

/** `input` to `messages`. */
export const inputToChat: FieldStep = (value, target, at, run, request) => {
  if (value === null) return
  if (typeof value === 'string') {
    const said = { role: 'user', content: value }
    messagesOf(target).push(said)
    reportInstructions([said], () => at, run, request)
    return
  }
  const single = isObject(value)
  if (!single && !Array.isArray(value)) {
    throw new InvalidInputError(at, 'input must be a string or an array of items.')
  }
  const items: readonly unknown[] = single ? [value] : value
  const placeOf = single ? () => at : (position: number) => child(at, position)
  const transcript = new Transcript(placeOf, run)
  for (let index = 0; index < items.length; index++) {
    itemToTranscript(items[index], placeOf(index), run, transcript, index)
  }
  const messages = messagesOf(target)
  const heard = transcript.finish()
  for (const message of heard) messages.push(message)
  reportInstructions(heard, () => placeOf(transcript.origins()[0] ?? 0), run, request)
  if (single) run.changed(at, 'reshaped', 'A bare item comes back as a list of one.')
}

/** What does not come back as it was: instructions as a message, or the first message, at `place()`, as instructions. */
function reportInstructions(
  heard: readonly unknown[],
  place: () => string,
  run: Conversion,
  request: JsonObject,
): void {
  if (run.options.instructions === 'never') return
  const jsonMode = isJsonMode.responses(request)
  if (typeof request.instructions !== 'string') {
    if (!isLedByInstructions(heard, jsonMode)) return
    run.changed(place(), 'reshaped', 'A leading system message comes back as `instructions`.')
  } else if (heard.length === 0) run.changed('/instructions', 'reshaped', alone)
  else if (jsonMode && isNeededInInput([undefined, ...heard])) run.changed('/instructions', 'reshaped', wordless)
}

const wordless = 'Where nothing in `input` says JSON beside `json_object`, they come back as a system message in it.'
const alone = 'Where nothing is in `input`, they come back as a system message in it.'

/** `instructions` to a leading system message. */
export const instructionsToChat: FieldStep = (value, target, at, run, request) => {
  if (value === null) return
  if (typeof value === 'string') {
    if (run.options.instructions === 'never') {
      run.changed(at, 'reshaped', 'With `instructions: "never"` they come back as a system message.')
    } else if (request.input === undefined || request.input === null) run.changed(at, 'reshaped', alone)
    messagesOf(target).unshift({ role: 'system', content: value })
    return
  }
  throw new InvalidInputError(at, 'instructions must be a string.')
}

/** The messages written so far. */
function messagesOf(target: JsonObject): unknown[] {
  if (Array.isArray(target.messages)) return target.messages
  const messages: unknown[] = []
  target.messages = messages
  return messages
}
