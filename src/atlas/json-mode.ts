// What the word JSON has to do with where instructions go. Both APIs refuse the format `json_object` where nobody asks
// for JSON in words, but Responses looks for the word in `input` only: in `instructions` it does not count.
import { isObject, type JsonObject } from './read.ts'

const asking: ReadonlySet<unknown> = new Set(['system', 'developer', 'user'])

function asksForJson(message: unknown): boolean {
  if (!isObject(message) || !asking.has(message.role)) return false
  const parts: unknown[] = Array.isArray(message.content) ? message.content : [{ text: message.content }]
  return parts.some(part => isObject(part) && typeof part.text === 'string' && /json/i.test(part.text))
}

const isJsonObject = (format: unknown) => isObject(format) && format.type === 'json_object'

/** Whether a request asks for the format `json_object`. */
export const isJsonMode = {
  chat: (request: JsonObject): boolean => isJsonObject(request.response_format),
  responses: (request: JsonObject): boolean => isObject(request.text) && isJsonObject(request.text.format),
}

/** Whether the first of the chat messages has to stay in `input`: no other one says the word there. */
export const isNeededInInput = (messages: readonly unknown[]): boolean => !messages.slice(1).some(asksForJson)
