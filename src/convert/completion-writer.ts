// The envelope of a chat answer: what its finished object and each of its chunks carry beside the message.

import { Conversion, type ConversionOptions } from '../atlas/conversion.ts'
import { failureOf } from '../atlas/failure.ts'
import { otherAnswerId } from '../atlas/identity.ts'
import { reportOutput } from '../atlas/items/output-report.ts'
import { finishReasonOf, isIncomplete } from '../atlas/outcome.ts'
import { type JsonObject, readArray, readObject } from '../atlas/read.ts'
import { result } from '../atlas/result.ts'
import { convertFields } from '../atlas/table.ts'
import { declaredNames } from '../atlas/tools/names.ts'
import { ApiError } from '../errors.ts'
import type { ChatCompletionFor, SdkResponse } from '../schema/sdk.ts'
import { ChatWriter } from './chat-writer.ts'
import { addDelta, withoutIndexes } from './delta.ts'
import { makeId, readClock } from './identity.ts'

/** Id, time and model of a chat answer. */
export function chatIdentity(response: JsonObject, run: Conversion) {
  const { id, created_at, model } = response
  return {
    id: typeof id === 'string' && id !== '' ? otherAnswerId(id) : (run.options.id ?? makeId)('chatcmpl-'),
    created: typeof created_at === 'number' ? Math.floor(created_at) : (run.options.now ?? readClock)(),
    model: typeof model === 'string' ? model : (run.request?.model ?? ''),
  }
}

/** Converts a response; losses go to `run`, which the caller settles. */
export function responseToCompletion(value: unknown, run: Conversion): JsonObject {
  const response = readObject(value, '', 'A response')
  const failure = failureOf(response)
  if (failure !== undefined) throw new ApiError(failure.status, failure.error)
  run.toolNames = declaredNames(response)
  const identity = chatIdentity(response, run)
  const { service_tier, usage, moderation, metadata } = convertFields(result.toChat, response, {}, '', run)
  const output = readArray(response.output, '/output', 'The output of a response')
  reportOutput(output, '/output', isIncomplete(response), run)
  const message: JsonObject = { role: 'assistant', content: null, refusal: null, annotations: [] }
  let logprobs: JsonObject | null = null
  const writer = new ChatWriter(
    run,
    () => identity.id,
    (delta, probabilities) => {
      addDelta(message, delta)
      if (probabilities) logprobs = addDelta(logprobs ?? { content: null, refusal: null }, { content: probabilities })
    },
  )
  for (let index = 0; index < output.length; index++) writer.item(index, output[index])
  writer.cite()
  writer.seal()
  if (message.content === null && !writer.spoke) message.content = ''
  const choice = {
    index: 0,
    message: withoutIndexes(message),
    logprobs,
    finish_reason: finishReasonOf(response, writer.calls.reason, run),
  }
  const completion: JsonObject = {
    id: identity.id,
    object: 'chat.completion',
    created: identity.created,
    model: identity.model,
    choices: [choice],
  }
  for (const [key, field] of Object.entries({ usage, service_tier, moderation, metadata })) {
    if (field !== undefined && field !== null) completion[key] = field
  }
  return completion
}

/**
 * A finished response as a chat completion with one choice. Tolerant of what gateways leave out, and of text items
 * without a message around them.
 *
 * `options.request`, the chat request it answers, says that the caller knows what the response repeats of it; a request
 * with legacy `functions` is answered with a legacy `function_call`.
 *
 * @throws {ApiError} The response failed: the error the API would have answered.
 * @throws {InvalidInputError} A field has the wrong type.
 * @throws {UnmappableError} With `strict`, if anything would be dropped or changed.
 */
export function toChatCompletion<Response extends SdkResponse>(
  response: Response,
  options?: ConversionOptions,
): ChatCompletionFor<Response> {
  const run = new Conversion(options)
  const completion = responseToCompletion(response, run)
  run.settle()
  return completion as ChatCompletionFor<Response>
}
