// What was said before a turn: of a conversation, of a chain of responses, or of what a connection remembers.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { badRequest, notFound, ownerOf, type State, type StateCall } from './call.ts'
import { isTrigger, readSummary } from './compaction.ts'
import { conversationItems, readConversation } from './conversation-items.ts'
import { readResponse } from './records.ts'

/** How many responses a chain may have: a guard against a loop, which only a damaged store could contain. */
const longestChain = 100_000

export interface History {
  readonly items: readonly JsonObject[]
  /** Only the caller's connection has it: whoever goes on from here for good has to keep it, too. */
  readonly isRemembered: boolean
}

export async function historyOf(
  state: State,
  call: StateCall,
  previous: string | undefined,
  conversation: string | undefined,
): Promise<History> {
  if (conversation !== undefined) {
    const owner = ownerOf(call, 'conversation')
    if ((await readConversation(state, owner, conversation)) === undefined) throw notFound('conversation')
    return { items: sinceCompaction(await conversationItems(state, owner, conversation)), isRemembered: false }
  }
  const remembered = previous === undefined ? undefined : call.memory?.get(previous)
  if (remembered !== undefined) return { items: sinceCompaction(remembered.history), isRemembered: true }
  return { items: sinceCompaction(await chain(state, call, previous)), isRemembered: false }
}

async function chain(state: State, call: StateCall, previous: string | undefined): Promise<JsonObject[]> {
  const turns: JsonObject[][] = []
  for (let id = previous; id !== undefined && turns.length < longestChain; ) {
    const found = await readResponse(state, ownerOf(call, 'previous_response_id'), id)
    if (found === undefined) throw notFound('previous_response_id')
    const { response, input, before, previous: earlier } = found.value
    turns.push([...(before ?? []), ...input, ...outputOf(response)])
    id = earlier
  }
  return turns.reverse().flat()
}

/** A compaction stands for everything before it. */
function sinceCompaction(items: readonly JsonObject[]): readonly JsonObject[] {
  const last = items.findLastIndex(item => readSummary(item) !== undefined)
  return (last === -1 ? items : items.slice(last)).filter(item => !isTrigger(item))
}

export function outputOf(response: JsonObject): JsonObject[] {
  return Array.isArray(response.output) ? response.output.filter(isObject) : []
}

const outputTypes: ReadonlySet<unknown> = new Set(['function_call_output', 'custom_tool_call_output'])

/**
 * Refuses an output without its call, as the API does: some chat servers take it without a word, and the model then
 * answers to something that nobody asked. What a compaction holds cannot be looked into.
 */
export function checkOutputs(history: readonly JsonObject[], input: readonly JsonObject[]): void {
  const all = [...history, ...input]
  if (all.some(({ type }) => type === 'compaction')) return
  const calls = new Set(all.filter(({ type }) => !outputTypes.has(type)).map(item => item.call_id))
  const stray = input.findIndex(({ type, call_id: id }) => outputTypes.has(type) && !calls.has(id))
  if (stray === -1) return
  throw badRequest('No tool call of the conversation has the `call_id` of this output.', `input[${stray}].call_id`)
}
