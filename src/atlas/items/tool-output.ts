// What a function or custom tool returned. Chat takes text only in a tool message; images and files go on in a user
// message behind the results.
import type { Conversion } from '../conversion.ts'
import { toolFields } from '../messages/tool.ts'
import type { Transcript } from '../messages/transcript.ts'
import { convertPart } from '../parts/index.ts'
import { child, type JsonObject, readArray, readString } from '../read.ts'
import { convertFields } from '../table.ts'

const whyLifted = 'Chat takes text only in tool messages; the rest goes on in a user message.'

export function toolOutputToTranscript(
  item: JsonObject,
  at: string,
  run: Conversion,
  transcript: Transcript,
  position: number,
): void {
  const callId = readString(item.call_id, child(at, 'call_id'), 'The call_id of an output')
  if (item.type === 'custom_tool_call_output' && !transcript.hasCall(callId)) {
    run.changed(child(at, 'type'), 'reshaped', 'Without its call an output comes back as that of a function.')
  }
  const lifted: JsonObject[] = []
  const content = typeof item.output === 'string' ? item.output : outputParts(item, child(at, 'output'), run, lifted)
  const message = { role: 'tool', tool_call_id: callId, content }
  transcript.result(convertFields(toolFields.toChat, item, message, at, run), lifted, position)
}

function outputParts(item: JsonObject, at: string, run: Conversion, lifted: JsonObject[]): JsonObject[] | string {
  const parts = readArray(item.output, at, 'The output of a tool, when it is not a string,')
  const texts: JsonObject[] = []
  const mark = run.mark
  for (let index = 0; index < parts.length; index++) {
    const partAt = child(at, index)
    const part = convertPart('toChat', parts[index], partAt, run, 'tool')
    if (part === undefined) continue
    if (part.type === 'text') texts.push(part)
    else {
      lifted.push(part)
      run.changed(partAt, 'reshaped', whyLifted)
    }
  }
  if (texts.length > 0 || parts.length === 0) return texts
  if (lifted.length > 0) {
    run.forget(mark)
    run.changed(at, 'reshaped', whyLifted)
  } else run.gather(mark, at)
  return ''
}
