// How an answer ended: chat's `finish_reason` against Responses' `status`, `incomplete_details` and terminal event.
import type { Conversion } from './conversion.ts'
import { isObject, type JsonObject } from './read.ts'

/** Why a Responses answer is incomplete, of the reasons chat can say too. */
type IncompleteReason = 'max_output_tokens' | 'content_filter'

export interface Outcome {
  readonly status: 'completed' | 'incomplete' | 'failed'
  readonly reason?: IncompleteReason
}

/** What each finish reason means over there. `error` is what OpenRouter and its kind write for a failure. */
export const finishReasons = {
  stop: { status: 'completed' },
  tool_calls: { status: 'completed' },
  function_call: { status: 'completed' },
  length: { status: 'incomplete', reason: 'max_output_tokens' },
  content_filter: { status: 'incomplete', reason: 'content_filter' },
  error: { status: 'failed' },
} as const satisfies Record<string, Outcome>

const outcomes: ReadonlyMap<unknown, Outcome> = new Map<unknown, Outcome>(Object.entries(finishReasons))

/** Absent counts as completed: some gateways leave it out of a finished answer. */
export function outcomeOf(finishReason: unknown, at: string, run: Conversion): Outcome {
  if (finishReason === undefined || finishReason === null || finishReason === '') return finishReasons.stop
  const outcome = outcomes.get(finishReason)
  if (outcome !== undefined) return outcome
  run.changed(at, 'unknown-value', 'Responses has no such reason to stop; the answer counts as completed.')
  return finishReasons.stop
}

/** Responses does not say that an answer ends in calls; chat's reason is made from the calls on the way back. */
export function reportFinishReason(finishReason: unknown, calls: boolean, at: string, run: Conversion): void {
  const says = finishReason === 'tool_calls' || finishReason === 'function_call'
  if ((calls && finishReason === 'stop') || (!calls && says)) {
    run.changed(at, 'reshaped', 'The reason comes back as the calls say: a call ends an answer, and nothing else does.')
  }
}

/** What `incomplete_details.reason` is in chat; the last two come back as one of the others. */
export const incompleteReasons = {
  max_output_tokens: 'length',
  content_filter: 'content_filter',
  max_messages: 'length',
  steered: 'stop',
} as const satisfies Record<string, string>

const whyUnfinished = 'Chat has no word for an answer that is not finished; retrieve it later.'

/** What each status is in chat. Printed by `explain`. */
export const statusNotes = {
  completed: 'finish_reason tool_calls when the answer ends in function or custom calls, stop otherwise.',
  incomplete: 'The finish_reason that goes with incomplete_details.reason.',
  failed: 'No answer: the error, with its HTTP status; in a stream an error chunk.',
  queued: whyUnfinished,
  in_progress: whyUnfinished,
  cancelled: whyUnfinished,
} as const

/** Some gateways leave the status out; the details of an incomplete answer tell it, too. */
export function isIncomplete({ status, incomplete_details }: JsonObject): boolean {
  return status === 'incomplete' || ((status === undefined || status === null) && isObject(incomplete_details))
}

/** `calls`: the finish reason of an answer that ends in calls, if this one does. */
export function finishReasonOf(response: JsonObject, calls: string | undefined, run: Conversion): string | null {
  const { status } = response
  if (isIncomplete(response)) return incompleteFinishReason(response, run)
  if (status === 'queued' || status === 'in_progress' || status === 'cancelled') {
    run.changed('/status', 'unfinished', whyUnfinished)
    return null
  }
  if (status !== 'completed' && status !== undefined && status !== null) {
    run.changed('/status', 'unknown-value', 'Neither API documents this status; the answer counts as completed.')
  }
  return calls ?? 'stop'
}

function incompleteFinishReason(response: JsonObject, run: Conversion): string {
  const details = response.incomplete_details
  const reason = isObject(details) ? details.reason : undefined
  if (reason === 'max_output_tokens' || reason === 'content_filter') return incompleteReasons[reason]
  const said = reason !== undefined ? '/incomplete_details/reason' : '/incomplete_details'
  const at = details === undefined ? '/status' : said
  run.changed(at, 'unknown-value', 'Chat has no such reason for an incomplete answer.')
  return reason === 'steered' ? incompleteReasons.steered : 'length'
}
