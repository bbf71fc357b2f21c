// What the model said in an earlier turn. One chat message carries thoughts, words, a refusal and calls; Responses
// has an item for each. `transcript.ts` is the way back.
import type { Conversion } from '../conversion.ts'
import { functionCall } from '../items/function-call.ts'
import { reasoning } from '../items/reasoning.ts'
import { toolCallToItem } from '../items/tool-call.ts'
import { convertContent, isGone } from '../parts/index.ts'
import {
  child,
  isNothing,
  type JsonObject,
  readObject,
  readOptionalArray,
  readOptionalString,
  readString,
} from '../read.ts'
import { lost, mapped } from '../row.ts'
import { compile, convertFields, unknownField } from '../table.ts'
import type { ItemHistory } from './history.ts'
import { whyNoName } from './plain.ts'

export const assistantFields = compile({
  chat: {
    role: mapped({ to: ['role'], is: 'string', note: 'The same role.' }),
    content: mapped({ to: ['content'], is: 'any', note: 'A message item; none when there is nothing but calls.' }),
    refusal: mapped({ to: ['content'], is: 'string', note: 'A refusal part of the message item.' }),
    tool_calls: mapped({ to: [], is: 'array', note: 'One function_call or custom_tool_call item each.' }),
    function_call: mapped({ to: [], is: 'object', note: 'A function_call item with a call_id made for it.' }),
    reasoning_content: mapped({ to: [], is: 'string', note: 'A reasoning item before the message.' }),
    reasoning: mapped({ to: [], is: 'string', note: 'Read like reasoning_content, which comes back instead.' }),
    reasoning_details: mapped({
      to: [],
      is: 'any',
      note: 'With `carryReasoning`: the sealed reasoning items of an earlier answer. Unknown without it.',
      toResponses(value, _target, at, run) {
        if (!run.options.carryReasoning && !isNothing(value)) run.dropped(at, 'unknown-field', unknownField)
      },
    }),
    name: lost('string', whyNoName),
    audio: lost('object', 'Responses cannot refer to an earlier audio answer; send its transcript as text.'),
    annotations: lost('array', 'Citations are part of an answer, not of a request.', []),
  },
  responses: {},
})

function contentToItems(message: JsonObject, at: string, run: Conversion): unknown {
  const { content } = message
  const refusal = readOptionalString(message.refusal, child(at, 'refusal'), 'The refusal')
  const contentAt = child(at, 'content')
  const { mark } = run
  const converted =
    content === undefined || content === null
      ? undefined
      : convertContent('toResponses', content, contentAt, run, 'assistant')
  const said = converted !== undefined && isGone(content, converted, contentAt, run, mark) ? undefined : converted
  if (refusal === undefined || refusal === '') {
    if (Array.isArray(said) && said.length === 1 && said[0]?.type === 'refusal') {
      run.changed(child(at, 'content'), 'reshaped', 'A refusal alone comes back as the `refusal` of the message.')
    }
    return said
  }
  const part = { type: 'refusal', refusal }
  if (said === undefined || said.length === 0) return [part]
  run.changed(child(at, 'content'), 'reshaped', 'Words beside a refusal come back as a list of parts.')
  run.changed(child(at, 'refusal'), 'reshaped', 'A refusal beside words comes back as a part of the content.')
  return typeof said === 'string' ? [{ type: 'output_text', text: said }, part] : [...said, part]
}

const whyJoined = 'Calls that follow another assistant message come back as a part of that message.'

export const assistant = {
  toItems(message: JsonObject, at: string, run: Conversion, history: ItemHistory): void {
    convertFields(assistantFields.toResponses, message, {}, at, run)
    const { items, lastAssistant } = history
    const thoughts = reasoning.toItems(message, at, run, history.sealed)
    items.push(...thoughts)
    const calls = readOptionalArray(message.tool_calls, child(at, 'tool_calls'), 'tool_calls')
    const legacy = message.function_call ?? undefined
    const content = contentToItems(message, at, run)
    const speaks = content !== undefined && (content as { length: number }).length > 0
    const mute = !speaks && calls.length === 0 && legacy === undefined
    const joins = !speaks && !mute && lastAssistant !== undefined && (thoughts.length === 0 || lastAssistant.calls)
    // An empty text is a text: it keeps the calls apart from the message before them.
    if (speaks || mute || (joins && content === '')) {
      items.push({ role: 'assistant', content: content ?? '' })
      if (content === undefined) {
        const place = message.content === null ? child(at, 'content') : at
        run.changed(place, 'reshaped', 'A message that says nothing comes back with an empty text.')
      }
    }
    for (let index = 0; index < calls.length; index++) {
      items.push(toolCallToItem(calls[index], child(child(at, 'tool_calls'), index), run, history.customCalls))
    }
    if (legacy !== undefined) items.push(legacyCall(legacy, child(at, 'function_call'), run, history))
    if (joins && content !== '') {
      run.changed(lastAssistant.at, 'joined', whyJoined)
      run.changed(at, 'joined', whyJoined)
    }
    history.lastAssistant = { at, calls: calls.length > 0 || legacy !== undefined }
  },
}

function legacyCall(value: unknown, at: string, run: Conversion, history: ItemHistory): JsonObject {
  const call = readObject(value, at, 'function_call')
  const name = readString(call.name, child(at, 'name'), 'The name of a call')
  return functionCall.toItem(call, at, run, history.openLegacyCall(name))
}
