// `POST /v1/responses` with state: the history goes up with the request, and the answer is kept.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { startBackground } from './background.ts'
import { badRequest, type State, type StateCall } from './call.ts'
import { answerWith, eventStream, eventsOf, isTerminal, Run } from './events.ts'
import { keep } from './keep.ts'
import { openTurn, type Turn } from './turn.ts'

/** Undefined when the call needs no state: the server then carries it by itself. */
export async function createResponse(state: State, call: StateCall): Promise<Response | undefined> {
  const { body } = call
  if (body === undefined) return undefined
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
  if (turn === undefined) return undefined
  return body.stream === true ? streamed(state, call, turn) : whole(state, call, turn)
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
  const events = keptEvents(state, turn, answer.body)
  if (!turn.stored) return answerWith(answer, eventStream(events))
  const run = new Run()
  void pump(events, run, state)
  return answerWith(answer, eventStream(run.read()))
}

/** The events as the caller is to see them; before the last one goes out, what it says has been kept. */
export async function* keptEvents(
  state: State,
  turn: Turn,
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<JsonObject> {
  for await (const upstream of eventsOf(body)) {
    const event = turn.event(upstream)
    if (isTerminal(event) && isObject(event.response)) {
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
