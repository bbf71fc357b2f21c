// `POST /v1/responses` with state: the history goes up with the request, and the answer is kept.

import { isObject, type JsonObject } from '../../atlas/read.ts'
import { JsonBody } from '../front.ts'
import { Answer } from './answer.ts'
import { startBackground } from './background.ts'
import { badRequest, type State, type StateCall, seconds } from './call.ts'
import { asksForCompaction, compactTurn } from './compact.ts'
import { type Events, each, eventStream, eventsOfWhole } from './events.ts'
import { keep } from './keep.ts'
import { KeptEvents } from './kept-events.ts'
import { Run } from './run.ts'
import { openTurn, type Turn } from './turn.ts'
import { noUsage, unsaid } from './unsaid.ts'

/** Undefined when the call needs no state: the server then carries it by itself. */
export async function createResponse(state: State, call: StateCall): Promise<Answer | undefined> {
  const { body } = call
  if (body === undefined) return undefined
  const forget = forgetting(call)
  const answer = await created(state, call, body).catch(error => {
    forget()
    throw error
  })
  if (answer?.ok === false) forget()
  return answer
}

/** What a connection remembers of a response ends with a turn that could not go on from it, as in the API. */
function forgetting({ body, memory }: StateCall): () => void {
  const previous = body?.previous_response_id
  return typeof previous === 'string' && memory !== undefined ? () => void memory.delete(previous) : nothing
}
const nothing = () => {}

async function created(state: State, call: StateCall, body: JsonObject): Promise<Answer | undefined> {
  const turn = await openTurn(state, call, body)
  if (body.background === true) {
    if (turn === undefined || !turn.stored) {
      throw badRequest(
        '`background` needs `store`, and a caller with a credential: its result is fetched later.',
        'background',
      )
    }
    return startBackground(state, call, turn)
  }
  if (body.generate === false) return told(state, call, turn ?? unkept(), prepared(state, call, turn ?? unkept()))
  if (turn === undefined) return undefined
  if (asksForCompaction(body)) {
    const compacted = await compactTurn(state, call, turn)
    return compacted instanceof Answer ? compacted : told(state, call, turn, compacted)
  }
  return body.stream === true ? streamed(state, call, turn) : whole(state, call, turn)
}

function unkept(): never {
  throw badRequest(
    '`generate: false` prepares a response to go on from, and with `store: false` none is kept.',
    'generate',
  )
}

/** A response that has said nothing: its input is kept, and the next one goes on from it. */
function prepared(state: State, { body = {} }: StateCall, turn: Turn): JsonObject {
  const done = { status: 'completed', completed_at: seconds(state), usage: noUsage }
  return turn.response({ ...unsaid(state, turn, body), ...done })
}

/** Answers with a response that has been made here. */
async function told(state: State, { body }: StateCall, turn: Turn, response: JsonObject): Promise<Answer> {
  const kept = await keep(state, turn, response)
  if (body?.stream !== true) return Answer.json(kept)
  const run = new Run()
  run.push(eventsOfWhole(kept))
  run.end()
  return Answer.stream(eventStream(run))
}

async function whole(state: State, call: StateCall, turn: Turn): Promise<Answer> {
  const answer = await call.forward(turn.body)
  if (!answer.ok) return answer
  const response: unknown = answer.json()
  if (!isObject(response)) return answer.with(new JsonBody(response))
  return answer.with(new JsonBody(await keep(state, turn, turn.response(response))))
}

async function streamed(state: State, call: StateCall, turn: Turn): Promise<Answer> {
  const answer = await call.forward(turn.body, turn.outlasts ? new AbortController().signal : call.signal)
  const { elements } = answer
  if (!answer.ok || elements === undefined) return answer
  // What was carried upstream, the whole history, is not held as long as the answer lasts.
  const { body: _, ...kept } = turn
  const events = new KeptEvents(state, kept, elements, forgetting(call))
  if (!turn.outlasts) return answer.with(eventStream(events))
  const run = new Run()
  void pump(events, run, state)
  return answer.with(eventStream(run))
}

/** Reads all that is to be stored, whether or not somebody reads it from the run. */
async function pump(events: Events, run: Run, state: State): Promise<void> {
  try {
    await each(events, come => {
      run.push(come)
      return run.room()
    })
  } catch (error) {
    // The stream beneath ends in an event whatever happens; this is a fault of the store or of ours.
    state.options.notice?.(`A stored stream broke off: ${error instanceof Error ? error.message : 'unknown error'}`)
  } finally {
    run.end()
  }
}
