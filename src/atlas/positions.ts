// Which message an item of the input was made from, and the reverse: an error about `input[3]` is about some message of
// the request the caller wrote. Worked out again when an error comes, so that requests that succeed pay nothing for it.
import { isLedByInstructions, roles } from './conversation.ts'
import { Conversion } from './conversion.ts'
import { itemToTranscript } from './items/index.ts'
import { isJsonMode } from './json-mode.ts'
import { ItemHistory } from './messages/history.ts'
import { Transcript } from './messages/transcript.ts'
import { isObject, type JsonObject } from './read.ts'

/** For each item of `input`, the index of the message it was made from. */
export function messageOfItems(request: JsonObject): number[] {
  if (!Array.isArray(request.messages)) return []
  const run = new Conversion()
  const history = new ItemHistory()
  const origins: number[] = []
  const start = isLedByInstructions(request.messages, isJsonMode.chat(request)) ? 1 : 0
  for (const [index, message] of request.messages.entries()) {
    if (index < start || !isObject(message)) continue
    roles.get(message.role)?.(message, '', run, history)
    while (origins.length < history.items.length) origins.push(index)
  }
  return origins
}

/** For each of `messages`, the index of the item it was first made from; `undefined` for instructions. */
export function itemOfMessages(request: JsonObject): (number | undefined)[] {
  if (!Array.isArray(request.input)) return []
  const run = new Conversion()
  const transcript = new Transcript(() => '', run)
  for (const [index, item] of request.input.entries()) itemToTranscript(item, '', run, transcript, index)
  const origins = transcript.origins()
  return typeof request.instructions === 'string' ? [undefined, ...origins] : origins
}
