// One entry of a chat message's `tool_calls`, by its type.

import { InvalidInputError } from '../../errors.ts'
import type { Conversion } from '../conversion.ts'
import { child, type JsonObject, readObject, readString } from '../read.ts'
import { mapped, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import { customToolCall } from './custom-tool-call.ts'
import { functionCall } from './function-call.ts'

export const toolCallFields = compile({
  chat: {
    type: tag,
    id: mapped({ to: ['call_id'], is: 'string', note: 'The call_id of the item.' }),
    function: mapped({ to: ['name', 'arguments'], is: 'object', note: 'Its members are fields of the item.' }),
    custom: mapped({ to: ['name', 'input'], is: 'object', note: 'Its members are fields of the item.' }),
  },
  responses: {},
})

export function toolCallToItem(value: unknown, at: string, run: Conversion, customCalls?: Set<string>): JsonObject {
  const call = readObject(value, at, 'A tool call')
  const id = readString(call.id, child(at, 'id'), 'The id of a tool call')
  convertFields(toolCallFields.toResponses, call, {}, at, run)
  if (call.type === 'custom') {
    customCalls?.add(id)
    const custom = readObject(call.custom, child(at, 'custom'), 'The custom call')
    return customToolCall.toItem(custom, child(at, 'custom'), run, id)
  }
  if (call.type === undefined || call.type === null) {
    run.changed(at, 'reshaped', 'A call that does not say its type comes back as a function call.')
  } else if (call.type !== 'function') {
    throw new InvalidInputError(child(at, 'type'), 'The type of a tool call must be "function" or "custom".')
  }
  const called = readObject(call.function, child(at, 'function'), 'The function call')
  return functionCall.toItem(called, child(at, 'function'), run, id)
}
