// Compaction over an upstream that has none: the model writes a summary, which stands for the conversation from then on.

import { isObject, type JsonObject } from '../../atlas/read.ts'
import { complete } from '../../shim/whole-response.ts'
import { RefusedCall } from '../contract.ts'
import { JsonBody } from '../front.ts'
import { Answer } from './answer.ts'
import { badRequest, type State, type StateCall, seconds } from './call.ts'
import { isTrigger, summaryItem, summaryRequest, textOf } from './compaction.ts'
import { itemId } from './items.ts'
import { openTurn, type Turn } from './turn.ts'
import { noUsage } from './unsaid.ts'

interface Summary {
  /** What the model was asked with; its status and usage are those of the compaction. */
  readonly answer: Answer
  readonly response: JsonObject
  readonly text: string
}

/** Answers with the upstream's refusal where it refuses. */
async function summarised(
  call: StateCall,
  request: JsonObject,
  said: readonly JsonObject[],
): Promise<Summary | Answer> {
  const answer = await call.forward(summaryRequest(request, said))
  if (!answer.ok) return answer
  const response: unknown = answer.json()
  if (!isObject(response)) throw noSummary()
  return { answer, response, text: textOf(response) }
}

function noSummary(): RefusedCall {
  return new RefusedCall(502, 'compaction_failed', 'The model did not give a whole summary.')
}

const listed = (input: unknown): JsonObject[] =>
  typeof input === 'string' ? [{ role: 'user', content: input }] : (input as JsonObject[])

/** `POST /v1/responses/compact`: the conversation so far as one item. */
export async function compactResponse(state: State, call: StateCall): Promise<Answer> {
  const body = call.body ?? {}
  if (typeof body.model !== 'string') throw badRequest('`model` is missing.', 'model', 'missing_required_parameter')
  const turn = await openTurn(state, call, body)
  const input = turn?.body.input ?? body.input
  if (input === undefined) throw badRequest('There is nothing to compact.', 'input', 'missing_required_parameter')
  const summary = await summarised(call, body, listed(input))
  if (summary instanceof Answer) return summary
  const { answer, response, text } = summary
  if (response.status !== 'completed' || text === '') throw noSummary()
  const random = state.randomId()
  const compaction = {
    id: `resp_${random}`,
    object: 'response.compaction',
    created_at: seconds(state),
    output: [summaryItem(text, `cmp_${random}o0`)],
    // The API's type has no place for "nobody counted".
    usage: response.usage ?? noUsage,
  }
  return answer.with(new JsonBody(compaction))
}

/** Whether the turn asks for a summary in place of an answer; refuses a request that asks for it in the wrong place. */
export function asksForCompaction(body: JsonObject): boolean {
  const input = Array.isArray(body.input) ? body.input.filter(isObject) : []
  const place = input.findIndex(isTrigger)
  if (place === -1) return false
  if (place === input.length - 1) return true
  throw badRequest('A `compaction_trigger` must be the last item of `input`, and the only one.', `input[${place}].type`)
}

/** The response of such a turn: exactly one compaction, or `incomplete` without one. */
export async function compactTurn(state: State, call: StateCall, turn: Turn): Promise<Answer | JsonObject> {
  const summary = await summarised(
    call,
    turn.body,
    listed(turn.body.input).filter(item => !isTrigger(item)),
  )
  if (summary instanceof Answer) return summary
  const { response, text } = summary
  const isWhole = response.status === 'completed' && text !== ''
  const item = summaryItem(text, '')
  const output = isWhole ? [{ ...item, id: itemId(item, turn.id.slice('resp_'.length), 'o', 0) }] : []
  const { tools, tool_choice, text: format } = call.body ?? {}
  const answered = {
    ...response,
    ...(tools === undefined ? {} : { tools }),
    ...(tool_choice === undefined ? {} : { tool_choice }),
    ...(format === undefined ? {} : { text: format }),
    output,
  }
  const cut = { status: 'incomplete', completed_at: null, incomplete_details: { reason: 'max_output_tokens' } }
  const isSaid = isWhole || response.status !== 'completed'
  return turn.response(complete(isSaid ? answered : Object.assign(answered, cut), () => seconds(state)))
}
