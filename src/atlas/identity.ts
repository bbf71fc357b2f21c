// Identifiers of answers: `chatcmpl-X` and `resp_X` are the same answer. Ids of other kinds stay as they are, so that
// every id can be turned back.

const chatPrefix = 'chatcmpl-'
const responsesPrefix = 'resp_'

export function responseIdOf(chatId: string): string {
  return chatId.startsWith(chatPrefix) ? responsesPrefix + chatId.slice(chatPrefix.length) : chatId
}

export function chatIdOf(responseId: string): string {
  return responseId.startsWith(responsesPrefix) ? chatPrefix + responseId.slice(responsesPrefix.length) : responseId
}

const longestCallId = 64

/** A call id for a call that came without one: the same on every run, different in every answer and for every call. */
export function madeCallId(answerId: string, position: number): string {
  const suffix = `_${position}`
  const stem = answerId.replace(/^(chatcmpl-|resp_)/, '')
  return `call_${stem.slice(-(longestCallId - 'call_'.length - suffix.length))}${suffix}`
}
