// `POST /v1/responses` with state: the history goes up with the request, and the answer is kept.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { startBackground } from './background.ts'
import { badRequest, type State, type StateCall } from './call.ts'
import { asksForCompaction, compactTurn } from './compact.ts'
import { answerWith, eventStream, eventsOf, eventsOfWhole, isTerminal, Run } from './events.ts'
import { keep } from './keep.ts'
import { openTurn, type Turn } from './turn.ts'
import { unsaid } from './unsaid.ts'
import { noUsage } from './whole.ts'

/** Undefined when the call needs no state: the server then carries it by itself. */
export async function createResponse(state: State, call: StateCall): Promise<Response | undefined> {
  const { body } = call
  if (body === undefined) return undefined
  const answer = await created(state, call, body).catch(error => {
    forgetPrevious(call)
    throw error
  })
  if (answer?.ok === false) forgetPrevious(call)
  return answer
}

/** What a connection remembers of a response ends with a turn that could not go on from it, as in the API. */
function forgetPrevious({ body, memory }: StateCall): void {
  if (typeof body?.previous_response_id === 'string') memory?.delete(body.previous_response_id)
}

async function created(state: State, call: StateCall, body: JsonObject): Promise<Response | undefined> {
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
    const compacted = await compactTurn(call, turn)
    return compacted instanceof Response ? compacted : told(state, call, turn, compacted)
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
  return turn.response({ ...unsaid(state, turn, body), status: 'completed', usage: noUsage })
}

/** Answers with a response that has been made here. */
async function told(state: State, { body }: StateCall, turn: Turn, response: JsonObject): Promise<Response> {
  const kept = await keep(state, turn, response)
  if (body?.stream !== true) return Response.json(kept)
  return new Response(eventStream(eventsOfWhole(kept)), {
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  })
}

async function whole(state: State, call: StateCall, turn: Turn): Promise<Response> {
  const answer = await call.forward(turn.body)
  if (!answer.ok) return answer
  const response: unknown = await answer.json()
  if (!isObject(response)) return answerWith(answer, JSON.stringify(response))
  return answerWith(answer, JSON.stringify(await keep(state, turn, turn.response(response))))
}

async function streamed(state: State, call: StateCall, turn: Turn): Promise<Response> {
  // What is to be stored is finished even if the caller leaves.
  const answer = await call.forward(turn.body, turn.stored ? new AbortController().signal : call.signal)
  if (!answer.ok || answer.body === null) return answer
  const events = keptEvents(state, call, turn, answer.body)
  if (!turn.stored) return answerWith(answer, eventStream(events))
  const run = new Run()
  void pump(events, run, state)
  return answerWith(answer, eventStream(run.read()))
}

/** The events as the caller is to see them; before the last one goes out, what it says has been kept. */
async function* keptEvents(
  state: State,
  call: StateCall,
  turn: Turn,
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<JsonObject> {
  for await (const upstream of eventsOf(body)) {
    const event = turn.event(upstream)
    if (isTerminal(event) && isObject(event.response)) {
      if (event.type === 'response.failed') forgetPrevious(call)
      yield { ...event, response: await keep(state, turn, event.response) }
    } else yield event
  }
}

async function pump(events: AsyncGenerator<JsonObject>, run: Run, state: State): Promise<void> {
  try {
    for await (const event of events) run.push(event)
  } catch (error) {
    // The stream beneath ends in an event whatever happens; this is a fault of the store or of ours.
    state.options.notice?.(`A stored stream broke off: ${error instanceof Error ? error.message : 'unknown error'}`)
  } finally {
    run.end()
  }
}
