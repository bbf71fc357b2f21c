// What every kind of content part offers: its conversion, both ways.
import type { Conversion } from '../conversion.ts'
import type { JsonObject } from '../read.ts'

/** The role of the message a part stands in; `tool` is a tool's output. */
export type PartRole = 'system' | 'developer' | 'user' | 'assistant' | 'tool'

/** `undefined` means that the part cannot be carried over; the loss has been reported. */
export interface Part {
  toResponses(part: JsonObject, at: string, run: Conversion, role: PartRole): JsonObject | undefined
  toChat(part: JsonObject, at: string, run: Conversion, role: PartRole): JsonObject | undefined
}
