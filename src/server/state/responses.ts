// The routes of stored responses: retrieve, delete, cancel, their input items, and input_tokens.

import { RefusedCall } from '../contract.ts'
import { ConflictError } from '../store/store.ts'
import { Answer } from './answer.ts'
import { badRequest, notFound, ownerOf, type State, type StateCall } from './call.ts'
import { eventStream } from './events.ts'
import { listedItem } from './items.ts'
import { pageOf, pagingOf } from './paging.ts'
import { isFinished, jobKey, readResponse, responseKey, save } from './records.ts'
import { toldEvents } from './told-events.ts'
import { openTurn } from './turn.ts'

async function owned(state: State, call: StateCall, id: string) {
  const owner = ownerOf(call)
  const found = await readResponse(state, owner, id)
  if (found === undefined) throw notFound()
  return { owner, version: found.version, record: found.value }
}

export async function retrieveResponse(state: State, call: StateCall, id: string): Promise<Answer> {
  const { owner, record } = await owned(state, call, id)
  if (call.query.get('stream') !== 'true') return Answer.json(record.response)
  if (record.background?.stream !== true) {
    throw badRequest('Only a response made with `background` and `stream` can be streamed again.', 'stream')
  }
  const asked = call.query.get('starting_after')
  if (asked !== null && !/^\d{1,9}$/.test(asked)) {
    throw badRequest('`starting_after` must be the sequence number of an event.', 'starting_after')
  }
  const events = toldEvents(state, owner, id, asked === null ? -1 : Number(asked), call.signal)
  return Answer.stream(eventStream(events))
}

export async function deleteResponse(state: State, call: StateCall, id: string): Promise<Answer> {
  const owner = ownerOf(call)
  if (!(await state.store.delete(responseKey(owner, id)))) throw notFound()
  state.atWork.get(id)?.abort()
  state.news.tell(id)
  await state.store.delete(jobKey(owner, id))
  return Answer.json({ id, object: 'response', deleted: true })
}

export async function cancelResponse(state: State, call: StateCall, id: string): Promise<Answer> {
  for (;;) {
    const { owner, record, version } = await owned(state, call, id)
    const { background, response } = record
    if (background === undefined) {
      throw badRequest('Only a response made with `background` can be cancelled.', null, 'not_cancellable')
    }
    if (isFinished(response)) return Answer.json(response)
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
    state.news.tell(id)
    await state.store.delete(jobKey(owner, id))
    return Answer.json(cancelled.response)
  }
}

export async function listInputItems(state: State, call: StateCall, id: string): Promise<Answer> {
  const paging = pagingOf(call.query, 'desc')
  const { record } = await owned(state, call, id)
  return Answer.json(pageOf(record.input.map(listedItem), paging))
}

export async function countInputTokens(state: State, call: StateCall): Promise<Answer> {
  const { countTokens } = state.options
  if (countTokens === undefined) {
    const sentence = 'The server cannot count tokens: its upstream has no such route, and no tokenizer is configured.'
    throw new RefusedCall(501, 'not_supported', sentence)
  }
  const body = call.body ?? {}
  const turn = await openTurn(state, call, body)
  const { input, instructions, tools, model } = { ...body, ...turn?.body }
  const said = JSON.stringify([instructions ?? '', input ?? '', tools ?? []])
  return Answer.json({ object: 'response.input_tokens', input_tokens: countTokens(said, String(model)) })
}
