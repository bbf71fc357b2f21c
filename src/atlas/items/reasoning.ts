// What the model thought. Chat vendors write it as one text beside the message, `reasoning_content`; Responses has an
// item with summary parts, text parts, or only a sealed copy (`encrypted_content`) that no one else can open.
import type { Conversion } from '../conversion.ts'
import type { Transcript } from '../messages/transcript.ts'
import {
  child,
  isNothing,
  type JsonObject,
  readObject,
  readOptionalArray,
  readOptionalString,
  readString,
} from '../read.ts'
import { mapped, nested, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import { itemOf, openText, sealedDetails } from './sealed.ts'

const whyForeign = 'Details of reasoning are for the server that made them, and this one did not.'
const whyOff = 'With `reasoning: "off"` no reasoning is carried over.'
const whyEnclosed = 'It holds the reasoning text in an envelope of ours, which is opened.'
const whySealed = 'Sealed reasoning can be opened only by the server that sealed it; chat has no field for it.'

export const reasoningFields = compile({
  chat: {},
  responses: {
    type: tag,
    id: mapped({ to: [], is: 'string', note: 'Bookkeeping: an id is not part of what was thought.' }),
    status: mapped({ to: [], is: 'string', note: 'Bookkeeping: a status is not part of what was thought.' }),
    summary: mapped({ to: ['reasoning_content'], is: 'array', note: 'The texts, joined by a blank line.' }),
    content: mapped({ to: ['reasoning_content'], is: 'array', note: 'The texts, joined by a blank line.' }),
    encrypted_content: mapped({ to: [], is: 'string', note: whySealed }),
    created_by: mapped({ to: [], is: 'string', note: 'Bookkeeping.' }),
  },
})

/** The plain reasoning text of a chat message, under either of the names vendors use. */
export function reasoningOf(message: JsonObject, at: string, run: Conversion): string | undefined {
  const first = readOptionalString(message.reasoning_content, child(at, 'reasoning_content'), 'reasoning_content')
  const second = readOptionalString(message.reasoning, child(at, 'reasoning'), 'reasoning')
  if (second) {
    if (first) run.dropped(child(at, 'reasoning'), 'overruled', 'reasoning_content says the same thing and is kept.')
    else if (run.options.reasoning !== 'off') {
      run.changed(child(at, 'reasoning'), 'reshaped', 'The reasoning comes back as reasoning_content.')
    }
  }
  return first || second || undefined
}

/** The texts of a reasoning item: its summary parts, then its content parts. */
export function reasoningTexts(item: JsonObject, at: string): string[] {
  const texts: string[] = []
  for (const key of ['summary', 'content'] as const) {
    const parts = readOptionalArray(item[key], child(at, key), `The ${key} of a reasoning item`)
    for (let index = 0; index < parts.length; index++) {
      const partAt = child(child(at, key), index)
      const part = readObject(parts[index], partAt, 'A part of a reasoning item')
      const text = readString(part.text, child(partAt, 'text'), 'The text of a reasoning part')
      if (text !== '') texts.push(text)
    }
  }
  return texts
}

const partTypes = { summary: 'summary_text', content: 'reasoning_text' } as const
const partFields = compile({ chat: {}, responses: { type: tag, text: nested } })

/** What of the parts chat does not bring back: their types are those of their lists, and they hold nothing but text. */
function reportParts(item: JsonObject, at: string, run: Conversion): void {
  for (const key of ['summary', 'content'] as const) {
    const parts = item[key]
    if (!Array.isArray(parts)) continue
    for (const [index, part] of parts.entries()) {
      const partAt = child(child(at, key), index)
      convertFields(partFields.toChat, part, {}, partAt, run)
      if (typeof part.type === 'string' && part.type !== partTypes[key]) {
        run.changed(child(partAt, 'type'), 'unknown-value', 'Reasoning has no parts of this type; its text is kept.')
      }
    }
  }
}

/** Where reasoning text goes in an item, by the `reasoning` option. */
export function reasoningItem(text: string, form: 'content' | 'summary'): JsonObject {
  return form === 'summary'
    ? { type: 'reasoning', summary: [{ type: 'summary_text', text }] }
    : { type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text }] }
}

/** Reports what of a reasoning item chat does not bring back. Its text is carried over by the caller. */
export function reportReasoning(item: JsonObject, texts: readonly string[], at: string, run: Conversion): void {
  convertFields(reasoningFields.toChat, item, {}, at, run)
  if (texts.length === 0) {
    run.dropped(at, 'no-counterpart', `The item has no readable text. ${whySealed}`)
    return
  }
  if (run.options.reasoning === 'off') {
    run.dropped(at, 'no-counterpart', whyOff)
    return
  }
  reportParts(item, at, run)
  const kept = run.options.reasoning === 'summary' ? item.summary : item.content
  const other = run.options.reasoning === 'summary' ? item.content : item.summary
  if (Array.isArray(other) && other.length > 0) {
    run.changed(at, 'reshaped', 'Chat does not tell a summary of reasoning from its text.')
  } else if (Array.isArray(kept) && kept.length > 1) {
    run.changed(
      child(at, run.options.reasoning === 'summary' ? 'summary' : 'content'),
      'joined',
      'Chat has one text of reasoning a message.',
    )
  }
  const sealed = readOptionalString(item.encrypted_content, child(at, 'encrypted_content'), 'encrypted_content')
  if (sealed) run.dropped(child(at, 'encrypted_content'), 'no-counterpart', whySealed)
}

/** Reports what does not come back of a sealed item that a chat caller's history carries as it is (`carryReasoning`). */
export function reportCarried(item: JsonObject, texts: readonly string[], at: string, run: Conversion): void {
  convertFields(reasoningFields.toChat, item, {}, at, run)
  reportParts(item, at, run)
  if (texts.length === 0) return
  if (run.options.reasoning === 'off') {
    run.changed(at, 'reshaped', 'With `reasoning: "off"` only what is sealed comes back.')
  } else if (Array.isArray(item.content) && item.content.length > 0) {
    run.changed(at, 'reshaped', 'Sealed reasoning comes back with its text as a summary.')
  } else if (Array.isArray(item.summary) && item.summary.length > 1) {
    run.changed(child(at, 'summary'), 'joined', 'Chat has one text of reasoning a message.')
  }
}

/** The items of what an assistant message carries sealed; its text is the summary of the first. */
function carriedItems(message: JsonObject, thought: string | undefined, at: string, run: Conversion): JsonObject[] {
  const sealed = sealedDetails(message)
  const details = Array.isArray(message.reasoning_details) ? message.reasoning_details : []
  const detailsAt = child(at, 'reasoning_details')
  if (sealed.length === 0) {
    run.dropped(detailsAt, 'unknown-field', whyForeign)
    return []
  }
  for (let position = 0; position < details.length; position++) {
    if (sealed.some(carried => carried.position === position)) continue
    run.dropped(child(detailsAt, position), 'unknown-field', whyForeign)
  }
  const off = run.options.reasoning === 'off'
  if (thought !== undefined && off) run.dropped(thoughtAt(message, at), 'no-counterpart', whyOff)
  return sealed.map(({ detail }, index) => itemOf(detail, index === 0 && !off ? thought : undefined))
}

const thoughtAt = (message: JsonObject, at: string) =>
  child(at, message.reasoning_content ? 'reasoning_content' : 'reasoning')

export const reasoning = {
  /** The reasoning items of an assistant message. `sealed`: the server of this conversation seals its reasoning. */
  toItems(message: JsonObject, at: string, run: Conversion, sealed: boolean): JsonObject[] {
    const { mark } = run
    const thought = reasoningOf(message, at, run)
    if (run.options.carryReasoning && !isNothing(message.reasoning_details)) {
      const carried = carriedItems(message, thought, at, run)
      if (carried.length > 0) return carried
    }
    if (thought === undefined) return []
    if (sealed) {
      run.forget(mark)
      run.dropped(thoughtAt(message, at), 'no-counterpart', 'The sealed form of this reasoning is missing.')
      return []
    }
    const item = reasoning.toItem(thought, thoughtAt(message, at), run)
    return item === undefined ? [] : [item]
  },
  /** `undefined` when the option says that reasoning is not carried. */
  toItem(text: string, at: string, run: Conversion): JsonObject | undefined {
    const form = run.options.reasoning ?? 'content'
    if (form !== 'off') return reasoningItem(text, form)
    run.dropped(at, 'no-counterpart', whyOff)
    return undefined
  },
  toTranscript(item: JsonObject, at: string, run: Conversion, transcript: Transcript, position: number): void {
    const enclosed = run.options.carryReasoning ? openText(item.encrypted_content) : undefined
    if (enclosed !== undefined) run.lose('emulated', child(at, 'encrypted_content'), 'reshaped', whyEnclosed)
    const readable = reasoningTexts(item, at)
    const texts = readable.length === 0 && enclosed ? [enclosed] : readable
    reportReasoning(item, texts, at, run)
    if (texts.length > 0 && run.options.reasoning !== 'off') transcript.thoughts(texts.join('\n\n'), position)
  },
}
