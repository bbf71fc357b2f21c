// A call of a custom tool, whose input is free text. Chat has these natively, like Responses.
import type { Conversion } from '../conversion.ts'
import { child, type JsonObject, readString } from '../read.ts'
import { same } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import { callBookkeeping, chatCallName } from './function-call.ts'

/** The chat `custom` object against the item. */
export const customCallFields = compile({
  chat: { name: same('string'), input: same('string') },
  responses: callBookkeeping,
})

export const customToolCall = {
  toItem(call: JsonObject, at: string, run: Conversion, callId: string): JsonObject {
    readString(call.name, child(at, 'name'), 'The name of a call')
    readString(call.input, child(at, 'input'), 'The input of a custom call')
    return convertFields(customCallFields.toResponses, call, { type: 'custom_tool_call', call_id: callId }, at, run)
  },
  toCall(item: JsonObject, at: string, run: Conversion): JsonObject {
    const name = chatCallName(item, at, run)
    readString(item.input, child(at, 'input'), 'The input of a custom call')
    const call = convertFields(customCallFields.toChat, item, { name: '' }, at, run)
    call.name = name
    return { id: readString(item.call_id, child(at, 'call_id'), 'The call_id of a call'), type: 'custom', custom: call }
  },
}
