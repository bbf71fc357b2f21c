// A call of a function tool: nested in the assistant message in chat, an item of its own in Responses.
import type { Conversion } from '../conversion.ts'
import { child, type JsonObject, readOptionalString, readString } from '../read.ts'
import { lost, mapped, same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'

/** Fields every kind of call item has beside its own. */
export const callBookkeeping = {
  type: tag,
  call_id: mapped({ to: ['id'], is: 'string', note: 'The `id` of the chat call. The item has an id of its own.' }),
  id: mapped({ to: [], is: 'string', note: 'Bookkeeping: the id of the item, not of the call.' }),
  status: mapped({ to: [], is: 'string', note: 'Bookkeeping: a status is not part of the call.' }),
  namespace: mapped({ to: ['name'], is: 'string', note: 'Part of the chat name, when that namespace was declared.' }),
  caller: lost('object', 'Chat does not say who called the tool.', { type: 'direct' }),
  async: lost('boolean', 'Chat has no asynchronous calls.', false),
  created_by: lost('string', 'Chat does not say who called the tool.'),
}

/** The chat `function` object against the item. */
export const functionCallFields = compile({
  chat: { name: same('string'), arguments: same('string') },
  responses: callBookkeeping,
})

/** The name of a call in chat. A namespace is joined to it only if the request declared that namespace. */
export function chatCallName(item: JsonObject, at: string, run: Conversion): string {
  const name = readString(item.name, child(at, 'name'), 'The name of a call')
  const namespace = readOptionalString(item.namespace, child(at, 'namespace'), 'The namespace of a call')
  if (!namespace) return name
  const flat = run.toolNames?.flatten(namespace, name)
  if (flat === undefined) {
    run.dropped(
      child(at, 'namespace'),
      'no-counterpart',
      'Chat has no namespaces, and the request declared no such one.',
    )
    return name
  }
  run.changed(child(at, 'name'), 'reshaped', 'Chat has no namespaces; the name is joined to its namespace.')
  run.dropped(child(at, 'namespace'), 'reshaped', 'Chat has no namespaces; it is joined to the name.')
  return flat
}

export const functionCall = {
  toItem(call: JsonObject, at: string, run: Conversion, callId: string): JsonObject {
    const name = readString(call.name, child(at, 'name'), 'The name of a call')
    const text = readString(call.arguments, child(at, 'arguments'), 'The arguments of a call')
    const item = { type: 'function_call', call_id: callId, name, arguments: text }
    return convertFields(functionCallFields.toResponses, call, item, at, run)
  },
  toCall(item: JsonObject, at: string, run: Conversion): JsonObject {
    const name = chatCallName(item, at, run)
    const text = readString(item.arguments, child(at, 'arguments'), 'The arguments of a call')
    const call = convertFields(functionCallFields.toChat, item, { name, arguments: text }, at, run)
    call.name = name
    return {
      id: readString(item.call_id, child(at, 'call_id'), 'The call_id of a call'),
      type: 'function',
      function: call,
    }
  },
}
