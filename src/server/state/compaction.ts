// A conversation made shorter: the model's own summary, in an item that callers hand back without looking into it.
import { isObject, type JsonObject } from '../../atlas/read.ts'

/** Marks envelopes of this package; another server's compaction cannot be read here. */
const mark = 'responses-bridge.compaction.1:'

const instruction =
  'Summarise this conversation for another model that will continue it without having seen it: the task, what was ' +
  'decided and found out, what is still to be done, names and values that will be needed. Write the summary only.'

const introduction = 'Summary of the conversation so far:'

/** The request whose answer is the summary. Tools are left out: a summary calls none. */
export function summaryRequest(body: JsonObject, input: readonly JsonObject[]): JsonObject {
  const { model, instructions } = body
  return {
    model,
    ...(instructions === undefined ? {} : { instructions }),
    input: [...input, { role: 'user', content: instruction }],
    store: false,
  }
}

export function summaryItem(summary: string, id: string): JsonObject {
  const bytes = new TextEncoder().encode(summary)
  const text = Array.from(bytes, byte => String.fromCharCode(byte)).join('')
  return { id, type: 'compaction', encrypted_content: mark + btoa(text) }
}

/** The message that stands for a compaction item of ours. */
export function readSummary(item: JsonObject): JsonObject | undefined {
  const { type, encrypted_content: content } = item
  if (type !== 'compaction' || typeof content !== 'string' || !content.startsWith(mark)) return undefined
  try {
    const bytes = Uint8Array.from(atob(content.slice(mark.length)), character => character.charCodeAt(0))
    return { role: 'user', content: `${introduction}\n\n${new TextDecoder().decode(bytes)}` }
  } catch {
    return undefined
  }
}

/** Asks for a summary of all that is before it, in place of an answer. */
export const isTrigger = ({ type }: JsonObject): boolean => type === 'compaction_trigger'

/** What a response says, as one text. */
export function textOf(response: JsonObject): string {
  const output = Array.isArray(response.output) ? response.output : []
  return output
    .flatMap(item => (isObject(item) && Array.isArray(item.content) ? item.content : []))
    .flatMap(part =>
      isObject(part) && typeof part.text === 'string' && part.type === 'output_text' ? [part.text] : [],
    )
    .join('\n\n')
}
