// Identifiers of answers: `chatcmpl-X` and `resp_X` are the same answer. Ids of other kinds stay as they are.

const chatPrefix = 'chatcmpl-'
const responsesPrefix = 'resp_'

/**
 * The id the other API gives an answer, the same way in both directions: whatever id went over comes back. That is why
 * a chat server's own `resp_X` trades its prefix, too: kept, it would come back as `chatcmpl-X`.
 */
export function otherAnswerId(id: string): string {
  if (id.startsWith(chatPrefix)) return responsesPrefix + id.slice(chatPrefix.length)
  return id.startsWith(responsesPrefix) ? chatPrefix + id.slice(responsesPrefix.length) : id
}

const longestCallId = 64

/** A call id for a call that came without one: the same on every run, different in every answer and for every call. */
export function madeCallId(answerId: string, position: number): string {
  const suffix = `_${position}`
  const stem = answerId.replace(/^(chatcmpl-|resp_)/, '')
  return `call_${stem.slice(-(longestCallId - 'call_'.length - suffix.length))}${suffix}`
}
