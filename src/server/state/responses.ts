// The routes of stored responses: retrieve, delete, cancel, their input items; and compact and input_tokens.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { RefusedCall } from '../contract.ts'
import { ConflictError } from '../store/store.ts'
import { badRequest, notFound, ownerOf, type State, type StateCall, seconds } from './call.ts'
import { summaryItem, summaryRequest, textOf } from './compaction.ts'
import { answerWith, eventStream, isTerminal } from './events.ts'
import { listedItem } from './items.ts'
import { pageOf, pagingOf } from './paging.ts'
import { isFinished, jobKey, type ResponseRecord, readResponse, responseKey, save } from './records.ts'
import { openTurn } from './turn.ts'

async function owned(state: State, call: StateCall, id: string) {
  const owner = ownerOf(call)
  const found = await readResponse(state, owner, id)
  if (found === undefined) throw notFound()
  return { owner, version: found.version, record: found.value }
}

export async function retrieveResponse(state: State, call: StateCall, id: string): Promise<Response> {
  const { owner, record } = await owned(state, call, id)
  if (call.query.get('stream') !== 'true') return Response.json(record.response)
  if (record.background?.stream !== true) {
    throw badRequest('Only a response made with `background` and `stream` can be streamed again.', 'stream')
  }
  const asked = call.query.get('starting_after')
  if (asked !== null && !/^\d{1,9}$/.test(asked)) {
    throw badRequest('`starting_after` must be the sequence number of an event.', 'starting_after')
  }
  const events = toldEvents(state, owner, id, asked === null ? -1 : Number(asked), call.signal)
  return new Response(eventStream(events), { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
}

/** Milliseconds between two looks at a stream that somebody is still writing, perhaps in another process. */
const lookAgain = 200

/** The stored events after one of them, and those that are still to come. An event's position is its sequence number. */
async function* toldEvents(
  state: State,
  owner: string,
  id: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<JsonObject> {
  const list = { ...responseKey(owner, id), list: 'events' }
  let position = after
  while (!signal.aborted) {
    // Asked before the events are read: what ended by now has all its events behind it.
    const found = await readResponse(state, owner, id)
    const over = found === undefined || isOver(state, found.value)
    const page = await state.store.items(list, { limit: 500, order: 'asc', after: position })
    for (const { value, position: at } of page) {
      yield value
      if (isTerminal(value)) return
      position = at
    }
    if (over && page.length === 0) {
      // Cancelled, or ended without its last word: that is the last word.
      if (found !== undefined && found.value.response.status === 'failed') {
        yield { type: 'response.failed', sequence_number: position + 1, response: found.value.response }
      }
      return
    }
    if (page.length === 0) await new Promise(resolve => setTimeout(resolve, lookAgain))
  }
}

/** Whether nobody will write another event: it is finished, and whoever finished it had the time to say so. */
function isOver(state: State, { response, background }: ResponseRecord): boolean {
  return isFinished(response) && (background === undefined || background.lease <= state.now())
}

export async function deleteResponse(state: State, call: StateCall, id: string): Promise<Response> {
  const owner = ownerOf(call)
  if (!(await state.store.delete(responseKey(owner, id)))) throw notFound()
  state.atWork.get(id)?.abort()
  await state.store.delete(jobKey(owner, id))
  return Response.json({ id, object: 'response', deleted: true })
}

export async function cancelResponse(state: State, call: StateCall, id: string): Promise<Response> {
  for (;;) {
    const { owner, record, version } = await owned(state, call, id)
    const { background, response } = record
    if (background === undefined) {
      throw badRequest('Only a response made with `background` can be cancelled.', null, 'not_cancellable')
    }
    if (isFinished(response)) return Response.json(response)
    const cancelled = {
      ...record,
      response: { ...response, status: 'cancelled' },
      background: { ...background, lease: 0 },
    }
    try {
      await save(state, responseKey(owner, id), cancelled, { expected: version })
    } catch (error) {
      // Whoever makes it has just said something: look again.
      if (error instanceof ConflictError) continue
      throw error
    }
    state.atWork.get(id)?.abort()
    await state.store.delete(jobKey(owner, id))
    return Response.json(cancelled.response)
  }
}

export async function listInputItems(state: State, call: StateCall, id: string): Promise<Response> {
  const paging = pagingOf(call.query, 'desc')
  const { record } = await owned(state, call, id)
  return Response.json(pageOf(record.input.map(listedItem), paging))
}

/** The conversation so far as one item, which the model itself has written. */
export async function compactResponse(state: State, call: StateCall): Promise<Response> {
  const body = call.body ?? {}
  if (typeof body.model !== 'string') throw badRequest('`model` is missing.', 'model', 'missing_required_parameter')
  const turn = await openTurn(state, call, body)
  const input = turn?.body.input ?? body.input
  if (input === undefined) throw badRequest('There is nothing to compact.', 'input', 'missing_required_parameter')
  const items = typeof input === 'string' ? [{ role: 'user', content: input }] : (input as JsonObject[])
  const answer = await call.forward(summaryRequest(body, items))
  if (!answer.ok) return answer
  const response: unknown = await answer.json()
  const summary = isObject(response) ? textOf(response) : ''
  if (!isObject(response) || response.status !== 'completed' || summary === '') {
    throw new RefusedCall(502, 'compaction_failed', 'The model did not give a whole summary.')
  }
  const random = state.randomId()
  const compaction = {
    id: `resp_${random}`,
    object: 'response.compaction',
    created_at: seconds(state),
    output: [summaryItem(summary, `cmp_${random}o0`)],
    usage: response.usage ?? null,
  }
  return answerWith(answer, JSON.stringify(compaction))
}

export async function countInputTokens(state: State, call: StateCall): Promise<Response> {
  const { countTokens } = state.options
  if (countTokens === undefined) {
    const sentence = 'The server cannot count tokens: its upstream has no such route, and no tokenizer is configured.'
    throw new RefusedCall(501, 'not_supported', sentence)
  }
  const body = call.body ?? {}
  const turn = await openTurn(state, call, body)
  const { input, instructions, tools, model } = { ...body, ...turn?.body }
  const said = JSON.stringify([instructions ?? '', input ?? '', tools ?? []])
  return Response.json({ object: 'response.input_tokens', input_tokens: countTokens(said, String(model)) })
}
