// Reasoning that travels in sealed form, so that a conversation needs no server memory: what a Responses server has
// sealed as an extension field of a chat message, and the plain reasoning of a chat server in an envelope of our own.
import { isObject, type JsonObject } from '../read.ts'

/** The entry of `include` that asks a Responses server to seal its reasoning. */
export const sealedReasoning = 'reasoning.encrypted_content'

/** The field of an assistant message, in the form that gateways have made usual. */
const detailType = 'reasoning.encrypted'
const detailFormat = 'openai-responses-v1'

/** Whether an item brings anything sealed. */
export function isSealed(item: JsonObject): boolean {
  return typeof item.encrypted_content === 'string' && item.encrypted_content !== ''
}

/** A sealed reasoning item as an entry of `reasoning_details`. */
export function detailOf(item: JsonObject): JsonObject {
  const named = typeof item.id === 'string' ? { id: item.id } : {}
  return { type: detailType, ...named, data: item.encrypted_content, format: detailFormat }
}

function isSealedDetail(detail: unknown): detail is JsonObject & { data: string } {
  return (
    isObject(detail) &&
    detail.type === detailType &&
    detail.format === detailFormat &&
    typeof detail.data === 'string' &&
    detail.data !== ''
  )
}

/** What a chat message carries for a Responses server: the position in `reasoning_details`, and the entry. */
export function sealedDetails(message: JsonObject): { position: number; detail: JsonObject & { data: string } }[] {
  const details = Array.isArray(message.reasoning_details) ? message.reasoning_details : []
  return details.flatMap((detail: unknown, position) => (isSealedDetail(detail) ? [{ position, detail }] : []))
}

/** An entry of `reasoning_details` as the item it was. `text` is its summary. */
export function itemOf(detail: JsonObject & { data: string }, text: string | undefined): JsonObject {
  const summary = text === undefined ? [] : [{ type: 'summary_text', text }]
  const named = typeof detail.id === 'string' ? { id: detail.id } : {}
  return { ...named, type: 'reasoning', summary, encrypted_content: detail.data }
}

// Not encryption, and not meant to be: it keeps the text in a field that clients send back as it is.
const envelopePrefix = 'responses-bridge:reasoning:v1:'

// What a call can take as arguments is limited.
const pieceLength = 0x8000

/** Plain reasoning in the envelope: the prefix and the base64 of its UTF-8 bytes. */
export function sealText(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (let start = 0; start < bytes.length; start += pieceLength) {
    binary += String.fromCharCode(...bytes.subarray(start, start + pieceLength))
  }
  return envelopePrefix + btoa(binary)
}

/** The text in an envelope of ours; undefined for what others have sealed. */
export function openText(sealed: unknown): string | undefined {
  if (typeof sealed !== 'string' || !sealed.startsWith(envelopePrefix)) return undefined
  try {
    const binary = atob(sealed.slice(envelopePrefix.length))
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, unit => unit.charCodeAt(0)))
  } catch {
    return undefined
  }
}
