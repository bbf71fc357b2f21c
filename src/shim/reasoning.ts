// Whether to ask a Responses upstream for its reasoning in sealed form. A model that does not reason refuses the
// question ("Encrypted content is not supported with this model"), so without a word from the caller it takes a reason.

import { sealedDetails } from '../atlas/items/sealed.ts'
import { isObject, type JsonObject } from '../atlas/read.ts'

/** OpenAI's reasoning models by name, with or without a vendor before it: o3, gpt-5-mini, openai/gpt-5.1-codex. */
const reasoningModel = /^(?:.*[/:])?(?:o\d|gpt-(?:[5-9]|\d\d)|codex-|computer-use-)(?!.*chat)/

export function carriesReasoning(request: JsonObject): boolean {
  if (typeof request.reasoning_effort === 'string') return true
  if (typeof request.model === 'string' && reasoningModel.test(request.model)) return true
  const messages = Array.isArray(request.messages) ? request.messages : []
  return messages.some(message => isObject(message) && sealedDetails(message).length > 0)
}
