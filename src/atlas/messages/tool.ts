// What a tool answered: a chat message of its own role, a `…_output` item in Responses; and the legacy function
// message, which names the function instead of the call.
import type { Conversion } from '../conversion.ts'
import { convertContent } from '../parts/index.ts'
import { child, type JsonObject, readString } from '../read.ts'
import { lost, mapped, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import type { ItemHistory } from './history.ts'

const whyNoCaller = 'Chat does not say who called the tool.'

export const toolFields = compile({
  chat: {
    role: mapped({
      to: ['type'],
      is: 'string',
      note: 'function_call_output, or custom_tool_call_output for a custom call.',
    }),
    tool_call_id: mapped({ to: ['call_id'], is: 'string', note: 'The call it answers.' }),
    content: mapped({ to: ['output'], is: 'any', note: 'A string stays a string; chat takes text parts only.' }),
    name: lost('string', 'An output names its call, not the tool.'),
  },
  responses: {
    type: tag,
    id: mapped({ to: [], is: 'string', note: 'Bookkeeping: an id is not part of what was said.' }),
    status: mapped({ to: [], is: 'string', note: 'Bookkeeping: a status is not part of what was said.' }),
    name: lost('string', 'A chat tool message names its call, not the tool.'),
    namespace: lost('string', 'A chat tool message names its call, not the tool.'),
    caller: lost('object', whyNoCaller, { type: 'direct' }),
    created_by: lost('string', whyNoCaller),
  },
})

const legacyFields = compile({
  chat: { role: tag, name: tag, content: mapped({ to: ['output'], is: 'any', note: 'The output.' }) },
  responses: {},
})

function outputOf(message: JsonObject, at: string, run: Conversion): unknown {
  const { content } = message
  const contentAt = child(at, 'content')
  if (content !== null && content !== undefined) return convertContent('toResponses', content, contentAt, run, 'tool')
  run.changed(content === null ? contentAt : at, 'reshaped', 'A result without content comes back with an empty text.')
  return ''
}

export const tool = {
  toItems(message: JsonObject, at: string, run: Conversion, history: ItemHistory): void {
    const callId = readString(message.tool_call_id, child(at, 'tool_call_id'), 'The tool_call_id of a tool message')
    const type = history.customCalls.has(callId) ? 'custom_tool_call_output' : 'function_call_output'
    const output = outputOf(message, at, run)
    history.items.push(convertFields(toolFields.toResponses, message, { type, call_id: callId, output }, at, run))
    history.lastAssistant = undefined
  },
  /** The legacy message of role `function`. */
  legacyToItems(message: JsonObject, at: string, run: Conversion, history: ItemHistory): void {
    const name = readString(message.name, child(at, 'name'), 'The name of a function message')
    const output = outputOf(message, at, run)
    const item = { type: 'function_call_output', call_id: history.answerLegacyCall(name), output }
    history.items.push(convertFields(legacyFields.toResponses, message, item, at, run))
    history.lastAssistant = undefined
  },
}
