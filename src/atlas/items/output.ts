// What chat makes of each item of an output: where in a message it goes, or that it is lost.
import type { JsonObject } from '../read.ts'
import { lostItems, toolBearingItems } from './hosted.ts'

/** What chat makes of an output item; chat's order of them in a message is the order of these names. */
export const order = ['reasoning', 'message', 'call'] as const
export type ChatPlace = (typeof order)[number] | 'lost'

/** Total over the API's output items (see totality.check.ts). */
export const outputItems = {
  message: 'message',
  reasoning: 'reasoning',
  function_call: 'call',
  custom_tool_call: 'call',
  function_call_output: 'lost',
  custom_tool_call_output: 'lost',
  ...(Object.fromEntries(Object.keys({ ...lostItems, ...toolBearingItems }).map(type => [type, 'lost'])) as Record<
    keyof typeof lostItems | keyof typeof toolBearingItems,
    'lost'
  >),
} as const satisfies Record<string, ChatPlace>

/** What each place is. Printed by `explain`. */
export const placeNotes = {
  message: 'The content and refusal of the message; several messages are joined by a blank line.',
  reasoning: 'The reasoning_content of the message.',
  call: 'One of the tool_calls of the message.',
} as const satisfies Record<Exclude<ChatPlace, 'lost'>, string>

/** The text parts some gateways send without a message around them. */
export const isBareText = (item: JsonObject) => item.type === 'output_text' && typeof item.text === 'string'

export const whyNoOutput = 'A chat answer holds what the model said, not what tools returned.'
