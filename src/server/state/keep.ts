// What a finished turn leaves behind: its items in the conversation, and its record.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { NoRecordError } from '../store/store.ts'
import type { State } from './call.ts'
import { appendItems, conversationItems } from './conversation-items.ts'
import { type ResponseRecord, responseKey, save } from './records.ts'
import type { CarriedTurn } from './turn.ts'

/**
 * Stores the response and returns it as the caller is to see it. First the conversation, in one step, then the record:
 * a crash between the two leaves a turn that was said but cannot be retrieved, and never half a turn.
 *
 * An answer has been paid for and is not thrown away because it cannot be stored: it then says `store: false`.
 */
export async function keep(state: State, turn: CarriedTurn, response: JsonObject): Promise<JsonObject> {
  const { owner, stored, id } = turn
  turn.remember?.(response)
  if (!stored || owner === undefined) {
    // Nothing of the response is stored, but a conversation goes on.
    if (owner !== undefined && !(await said(state, turn, owner, response))) return { ...response, conversation: null }
    return response
  }
  try {
    if (!(await said(state, turn, owner, response))) return { ...response, store: false, conversation: null }
    await save(state, responseKey(owner, id), recordOf(turn, response), { expected: 0 })
    return response
  } catch (error) {
    state.options.notice?.(
      `A response could not be stored: ${error instanceof Error ? error.message : 'unknown error'}`,
    )
    return { ...response, store: false }
  }
}

export function recordOf({ input, before, previous, conversation }: CarriedTurn, response: JsonObject): ResponseRecord {
  return {
    response,
    input,
    ...(before === undefined ? {} : { before }),
    ...(previous === undefined ? {} : { previous }),
    ...(conversation === undefined ? {} : { conversation }),
  }
}

/** Whether the turn is in its conversation, if it has one. A turn that failed or was cancelled has not been said. */
async function said(state: State, turn: CarriedTurn, owner: string, response: JsonObject): Promise<boolean> {
  if (turn.conversation === undefined || !isSaid(response)) return true
  try {
    await appendItems(state, owner, turn.conversation, itemsOf(turn.input, response))
    return true
  } catch (error) {
    if (error instanceof NoRecordError) return false
    throw error
  }
}

function isSaid({ status }: JsonObject): boolean {
  return status === 'completed' || status === 'incomplete'
}

function itemsOf(input: readonly JsonObject[], response: JsonObject): JsonObject[] {
  return [...input, ...(Array.isArray(response.output) ? response.output.filter(isObject) : [])]
}

/** Says what a crash kept from being said, unless it is there already. */
export async function saidOnce(state: State, owner: string, { conversation, input, response }: ResponseRecord) {
  if (conversation === undefined || !isSaid(response)) return
  const items = itemsOf(input, response)
  const known = new Set((await conversationItems(state, owner, conversation)).map(item => item.id))
  if (items.some(item => known.has(item.id))) return
  await appendItems(state, owner, conversation, items).catch(error => {
    if (!(error instanceof NoRecordError)) throw error
  })
}
