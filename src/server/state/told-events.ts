// The events of a background response as they are stored, for whoever asks for them while or after they are made.
import type { JsonObject } from '../../atlas/read.ts'
import type { State } from './call.ts'
import { type Events, isTerminal, type StreamEvent } from './events.ts'
import { isFinished, type ResponseRecord, readResponse, responseKey } from './records.ts'

/**
 * Milliseconds between two looks at a stream that somebody else is writing. A look is one query for the events after a
 * position; the record, which can be large, is read less often.
 */
const lookAgain = 200
const lookAtRecord = 1000

const pageSize = 500

/** The stored events after one of them, and those that are still to come. An event's position is its sequence number. */
export function toldEvents(state: State, owner: string, id: string, after: number, signal: AbortSignal): Events {
  const told = tell(state, owner, id, after, signal)
  let finished = false
  return {
    async next() {
      const step = await told.next()
      finished ||= step.done === true
      return step.done === true ? [] : step.value
    },
    get finished() {
      return finished
    },
    cancel() {
      finished = true
      void told.return().catch(() => {})
    },
  }
}

type Telling = AsyncGenerator<readonly StreamEvent[], void>

async function* tell(state: State, owner: string, id: string, after: number, signal: AbortSignal): Telling {
  const list = { ...responseKey(owner, id), list: 'events' }
  let position = after
  let checked = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    // Asked before the events are read: what ended by now has all its events behind it.
    const checks = performance.now() - checked >= lookAtRecord
    const found = checks ? await readResponse(state, owner, id) : undefined
    const page = await state.store.items(list, { limit: pageSize, order: 'asc', after: position })
    for (const { value, position: at } of page) {
      yield [value]
      if (isTerminal(value)) return
      position = at
    }
    if (page.length > 0) continue
    if (checks && (found === undefined || isOver(state, found.value))) {
      const last = lastWord(found?.value)
      if (last !== undefined) yield [{ ...last, sequence_number: position + 1 }]
      return
    }
    if (checks) checked = performance.now()
    // Work of this process says when there is more.
    const isHere = state.atWork.has(id)
    await state.news.wait(id, isHere ? lookAtRecord : lookAgain)
    if (isHere && !state.atWork.has(id)) checked = Number.NEGATIVE_INFINITY
  }
}

/** Whether nobody will write another event: it is finished, and whoever finished it had the time to say so. */
function isOver(state: State, { response, background }: ResponseRecord): boolean {
  return isFinished(response) && (background === undefined || background.lease <= state.now())
}

/** Of a stream that ended without one. */
function lastWord(record: ResponseRecord | undefined): JsonObject | undefined {
  if (record === undefined) {
    return { type: 'error', code: 'not_found', message: 'The response has been deleted.', param: null }
  }
  return record.response.status === 'failed' ? { type: 'response.failed', response: record.response } : undefined
}
