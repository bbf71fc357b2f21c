// Log probabilities of the answer's tokens: asked for by a flag in chat and by an entry of `include` in Responses, and
// reported beside the message in chat, inside the text part in Responses.
import type { Conversion } from './conversion.ts'
import { sealedReasoning } from './items/sealed.ts'
import { child, isObject, type JsonObject, readArray, readObject, readOptionalArray, readString } from './read.ts'

const includeLogprobs = 'message.output_text.logprobs'

const whyEnvelope = 'Chat servers do not seal reasoning; what they say of it comes back in an envelope of ours.'
const whyNoInclude = 'Chat cannot be asked to include this in the answer.'

export function logprobsToResponses(value: unknown, target: JsonObject): void {
  if (value === true) target.include = [includeLogprobs]
}

export function includeToChat(value: unknown, target: JsonObject, at: string, run: Conversion): void {
  if (value === null) return
  const entries = readArray(value, at, 'include')
  const mark = run.mark
  for (let index = 0; index < entries.length; index++) {
    const entry = readString(entries[index], child(at, index), 'An entry of include')
    if (entry === includeLogprobs) target.logprobs = true
    else if (entry === sealedReasoning && run.options.carryReasoning) {
      run.lose('emulated', child(at, index), 'no-counterpart', whyEnvelope)
    } else run.dropped(child(at, index), 'no-counterpart', whyNoInclude)
  }
  if (target.logprobs !== true) run.gather(mark, at)
}

/** Chat refuses `top_logprobs` without `logprobs: true`; in Responses it would ask for nothing. */
export function topLogprobsToResponses(value: unknown, at: string, run: Conversion, request: JsonObject): unknown {
  if (request.logprobs === true) return value
  if (value !== 0) run.dropped(at, 'no-counterpart', 'It needs `logprobs: true`.')
  return undefined
}

/** Chat accepts `top_logprobs` only beside `logprobs: true`; Responses reports none without the `include` entry. */
export function topLogprobsToChat(value: unknown, at: string, run: Conversion, request: JsonObject): unknown {
  if (Array.isArray(request.include) && request.include.includes(includeLogprobs)) return value
  if (value !== 0) run.dropped(at, 'no-counterpart', 'It needs `include: ["message.output_text.logprobs"]`.')
  return undefined
}

/** A list of token probabilities from `first` on, each in the full form: a stream of Responses leaves `bytes` out. */
export function tokenLogprobs(value: unknown, at: string, first = 0): JsonObject[] {
  if (value === undefined || value === null) return []
  const entries = readArray(value, at, 'logprobs')
  return (first === 0 ? entries : entries.slice(first)).map((entry, index) => {
    const entryAt = child(at, first + index)
    const token = readObject(entry, entryAt, 'A token')
    const top = readOptionalArray(token.top_logprobs, child(entryAt, 'top_logprobs'), 'top_logprobs')
    return {
      ...withBytes(token),
      top_logprobs: top.map(candidate => (isObject(candidate) ? withBytes(candidate) : candidate)),
    }
  })
}

const utf8 = new TextEncoder()

function withBytes(token: JsonObject): JsonObject {
  if (token.bytes !== undefined || typeof token.token !== 'string') return token
  return { ...token, bytes: [...utf8.encode(token.token)] }
}
