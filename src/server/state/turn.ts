// One turn of a conversation: what the model is to be told, history included, and how its answer is named and kept.
import { extended } from '../../atlas/extended.ts'
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { badRequest, notFound, ownerOf, type State, type StateCall } from './call.ts'
import { isTrigger, readSummary } from './compaction.ts'
import { checkOutputs, historyOf, outputOf } from './history.ts'
import { inputItems, itemId, namedItem, placeOf } from './items.ts'
import { readResponse } from './records.ts'

export interface Turn {
  readonly id: string
  readonly owner: string | undefined
  /** Whether the answer is to be stored: when the caller did not say no, and is known. */
  readonly stored: boolean
  /**
   * Whether a stream is finished and stored although its caller leaves it: where the request says `store: true`. A
   * request that says nothing is one whose caller may cancel it by leaving, as in the API.
   */
  readonly outlasts: boolean
  /** This turn's items as the caller sent them, with ids. */
  readonly input: readonly JsonObject[]
  /** What only the connection has of the turns before, where this one is stored. */
  readonly before: readonly JsonObject[] | undefined
  readonly previous: string | undefined
  readonly conversation: string | undefined
  /** What is carried upstream. */
  readonly body: JsonObject
  /** What this turn's connection is to remember it by, where it is not stored. */
  readonly remember: ((response: JsonObject) => void) | undefined
  /** The response, or the one within an event, as the caller is to see it. */
  response(response: JsonObject): JsonObject
  event(event: JsonObject): JsonObject
}

/** What is needed of a turn once it has been carried upstream. */
export type CarriedTurn = Omit<Turn, 'body'>

/** Undefined when the server can carry the call without any state. */
export async function openTurn(state: State, call: StateCall, body: JsonObject): Promise<Turn | undefined> {
  const previous = textOf(body.previous_response_id, 'previous_response_id')
  const conversation = conversationOf(body.conversation)
  if (previous !== undefined && conversation !== undefined) {
    throw badRequest('`previous_response_id` and `conversation` exclude each other.', 'conversation')
  }
  const stored = body.store !== false && call.owner !== undefined
  const own = inputItems(body.input)
  const needed = own.some(needsState)
  // A caller without a credential is told that nothing of it is stored, as one is who said so.
  const remembering = call.memory !== undefined && !stored
  if (isStateless(body, call.memory)) return undefined

  const { items: history, isRemembered } = await historyOf(state, call, previous, conversation)
  const random = state.randomId()
  const input = await resolved(state, call, own)
  if (previous !== undefined || conversation !== undefined) checkOutputs(history, input)
  const told =
    history.length === 0 && !needed ? body.input : [...history, ...input].map(item => readSummary(item) ?? item)
  const { previous_response_id: _, conversation: __, background: ___, generate: ____, ...rest } = body
  const chained = isRemembered && stored ? { before: history, previous: undefined } : { before: undefined, previous }
  return {
    id: `resp_${random}`,
    owner: call.owner,
    stored,
    outlasts: stored && body.store === true,
    input: input.map((item, index) => namedItem(item, itemId(item, random, 'i', index))),
    ...chained,
    conversation,
    // Upstream stores nothing on our behalf.
    body: extended(rest, told === undefined ? { store: false } : { input: told, store: false }),
    remember: remembering ? response => remember(call, [...history, ...input], response) : undefined,
    ...naming(random, {
      store: stored,
      conversation,
      previous_response_id: body.previous_response_id,
      background: body.background,
    }),
  }
}

/** Whether the server can carry the call without any state, as it can every one that neither goes on nor is to be kept. */
export function isStateless(body: JsonObject, memory: StateCall['memory']): boolean {
  const { store, previous_response_id, conversation, input } = body
  if (store !== false || memory !== undefined) return false
  if ((previous_response_id ?? conversation ?? undefined) !== undefined) return false
  return typeof input === 'string' || !inputItems(input).some(needsState)
}

function needsState(item: JsonObject): boolean {
  return isReference(item) || isTrigger(item) || readSummary(item) !== undefined
}

function textOf(value: unknown, param: string): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw badRequest(`\`${param}\` must be a string.`, param)
  return value
}

function conversationOf(value: unknown): string | undefined {
  return textOf(isObject(value) ? value.id : value, 'conversation')
}

/** As many as one connection remembers; the oldest is forgotten first. */
const mostRemembered = 16

function remember({ memory }: StateCall, said: readonly JsonObject[], response: JsonObject): void {
  if (memory === undefined || response.status === 'failed') return
  memory.set(String(response.id), { response, history: [...said, ...outputOf(response)] })
  const [oldest] = memory.keys()
  if (memory.size > mostRemembered && oldest !== undefined) memory.delete(oldest)
}

function isReference(item: JsonObject): boolean {
  return item.type === 'item_reference' || (item.type === undefined && item.role === undefined && 'id' in item)
}

/** The items with every reference replaced by what it names. */
function resolved(state: State, call: StateCall, items: readonly JsonObject[]): Promise<JsonObject[]> {
  return Promise.all(
    items.map(async (item, index) => {
      if (!isReference(item)) return item
      const param = `input[${index}].id`
      const place = placeOf(textOf(item.id, param) ?? '')
      const found = place && (await readResponse(state, ownerOf(call, param), place.response))
      const side = place?.side === 'i' ? found?.value.input : found && outputOf(found.value.response)
      const named = side?.[place?.index ?? -1]
      if (named === undefined || named.id !== item.id) throw notFound(param)
      return named
    }),
  )
}

interface Facts {
  readonly store: boolean
  readonly conversation: string | undefined
  readonly previous_response_id?: unknown
  readonly background?: unknown
}

/** The naming of a response that was stored before it was finished. */
export function namingOf(response: JsonObject): Pick<Turn, 'response' | 'event'> {
  const { id, previous_response_id, background, conversation } = response
  const facts = { store: true, previous_response_id, background, conversation: conversationOf(conversation) }
  return naming(String(id).slice('resp_'.length), facts)
}

/** Gives the response and its items the ids of this server, the same ones in every event. */
function naming(random: string, facts: Facts): Pick<Turn, 'response' | 'event'> {
  const names = new Map<unknown, string>()
  const item = (value: unknown, index: number): unknown => {
    if (!isObject(value)) return value
    const id = itemId(value, random, 'o', index)
    names.set(value.id, id)
    return { ...value, id }
  }
  const response = (value: JsonObject): JsonObject =>
    extended(value, {
      id: `resp_${random}`,
      ...(Array.isArray(value.output) ? { output: value.output.map(item) } : {}),
      store: facts.store,
      background: facts.background === true,
      previous_response_id: facts.previous_response_id ?? null,
      conversation: facts.conversation === undefined ? null : { id: facts.conversation },
    })
  return {
    response,
    event(event) {
      if (isObject(event.response)) return { ...event, response: response(event.response) }
      if (isObject(event.item)) return { ...event, item: item(event.item, Number(event.output_index)) }
      return event.item_id === undefined ? event : { ...event, item_id: names.get(event.item_id) ?? event.item_id }
    },
  }
}
