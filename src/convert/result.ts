// Finished results, both ways.
import { Conversion, type ConversionOptions } from '../atlas/conversion.ts'
import { reasoningOf } from '../atlas/items/reasoning.ts'
import { toolCallFields } from '../atlas/items/tool-call.ts'
import { child, foreignChild, isNothing, isObject, type JsonObject, readArray, readObject } from '../atlas/read.ts'
import { answer, calledFields, choice as choiceFields, reportFurtherChoices } from '../atlas/result.ts'
import { convertFields } from '../atlas/table.ts'
import { InvalidInputError } from '../errors.ts'
import type { ChatCompletion, ResponseObject } from '../schema/index.ts'
import { ResponseWriter } from './response-writer.ts'

/** Reports everything about a choice that its message, its text and its calls do not carry over. */
function reportChoice(choice: JsonObject, at: string, run: Conversion): void {
  convertFields(choiceFields.toResponses, choice, {}, at, run)
  const { logprobs } = choice
  if (!isObject(logprobs)) return
  for (const key in logprobs) {
    if (key !== 'content' && !isNothing(logprobs[key])) {
      const why = 'Responses reports log probabilities for text only.'
      run.dropped(foreignChild(child(at, 'logprobs'), key), 'no-counterpart', why)
    }
  }
}

/** Beside calls and refusals, no content and empty content mean the same. */
function saysNothing(message: JsonObject): boolean {
  return isNothing(message.tool_calls) && isNothing(message.function_call) && !message.refusal
}

function reportMessage(message: JsonObject, at: string, run: Conversion): void {
  convertFields(answer.toResponses, message, {}, at, run)
  if (message.content === null && saysNothing(message)) {
    run.changed(child(at, 'content'), 'reshaped', 'A message that says nothing comes back with an empty text.')
  } else if (message.content === '' && message.refusal) {
    run.changed(child(at, 'content'), 'reshaped', 'Beside a refusal an empty text comes back as null.')
  } else if (Array.isArray(message.content) && message.content.length > 0) {
    run.changed(child(at, 'content'), 'reshaped', 'The parts of an answer come back as one text.')
  }
  const thought = reasoningOf(message, at, run)
  if (thought !== undefined && run.options.reasoning === 'off') {
    const key = message.reasoning_content ? 'reasoning_content' : 'reasoning'
    run.dropped(child(at, key), 'no-counterpart', 'With `reasoning: "off"` no reasoning is carried over.')
  }
  reportCall(message.function_call, child(at, 'function_call'), run)
  if (!Array.isArray(message.tool_calls)) return
  for (let index = 0; index < message.tool_calls.length; index++) {
    const call = message.tool_calls[index]
    if (!isObject(call)) continue
    const callAt = child(child(at, 'tool_calls'), index)
    convertFields(toolCallFields.toResponses, call, {}, callAt, run)
    reportCall(call.function, child(callAt, 'function'), run)
    reportCall(call.custom, child(callAt, 'custom'), run)
  }
}

/** What of a call's name and text does not come back. */
function reportCall(called: unknown, at: string, run: Conversion): void {
  if (!isObject(called)) return
  convertFields(calledFields.toResponses, called, {}, at, run)
  if (isObject(called.arguments)) {
    run.changed(child(at, 'arguments'), 'reshaped', 'Arguments written as an object come back as text.')
  }
}

/** Converts a completion; losses go to `run`, which the caller settles. */
export function completionToResponse(chat: unknown, run: Conversion): JsonObject {
  const completion = readObject(chat, '', 'A chat completion')
  const writer = new ResponseWriter(run)
  writer.open(completion)
  if (isObject(completion.error) && isNothing(completion.choices)) return writer.fail(completion, completion.error)
  const choices = readArray(completion.choices, '/choices', 'choices')
  const kept = Math.max(
    0,
    choices.findIndex(choice => isObject(choice) && choice.index === 0),
  )
  const at = child('/choices', kept)
  if (choices.length === 0) throw new InvalidInputError('/choices', 'A chat completion must have at least one choice.')
  const choice = readObject(choices[kept], at, 'A choice')
  reportFurtherChoices(choices, kept, run)
  reportChoice(choice, at, run)
  if (choice.message !== undefined && choice.message !== null) {
    const messageAt = child(at, 'message')
    const message = readObject(choice.message, messageAt, 'The message of a choice')
    reportMessage(message, messageAt, run)
    writer.reader.readWhole(message, choice.logprobs, messageAt, child(at, 'logprobs'))
  }
  return writer.finish(completion, choice.finish_reason, child(at, 'finish_reason'))
}

/**
 * A finished chat completion as a response. Tolerant of what gateways leave out: `created`, `usage`, `finish_reason`.
 *
 * `options.request`, the Responses request it answers, fills in what a response repeats of its request, and restores
 * the namespaces of its tools. An answer that is an error, or stopped with one, is a response whose status is `failed`.
 *
 * @throws {InvalidInputError} A field has the wrong type, or there is no choice.
 * @throws {UnmappableError} With `strict`, if anything would be dropped or changed.
 */
export function toResponse(chat: ChatCompletion, options?: ConversionOptions): ResponseObject {
  const run = new Conversion(options)
  const response = completionToResponse(chat, run)
  run.settle()
  return response as ResponseObject
}
