// Background mode: a response that is made without its caller, survives the process, and is fetched later.

import { isObject, type JsonObject } from '../../atlas/read.ts'
import type { Elements } from '../../shim/elements.ts'
import { ConflictError } from '../store/store.ts'
import { Answer } from './answer.ts'
import type { State, StateCall } from './call.ts'
import { each, eventStream, isTerminal } from './events.ts'
import { recordOf, saidOnce } from './keep.ts'
import { type Background, isFinished, jobKey, type ResponseRecord, readResponse, responseKey, save } from './records.ts'
import { Run } from './run.ts'
import { namingOf, type Turn } from './turn.ts'
import { unsaid } from './unsaid.ts'

/** Milliseconds for which a process has a piece of work to itself, unless it says again that it is at it. */
export const leaseTime = 15_000

type Forward = (body: JsonObject, signal: AbortSignal) => Promise<Answer>

export async function startBackground(state: State, call: StateCall, turn: Turn): Promise<Answer> {
  const owner = turn.owner as string
  const stream = call.body?.stream === true
  const background: Background = { request: turn.body, stream, lease: state.now() + leaseTime }
  const response = turn.response({ ...unsaid(state, turn, call.body ?? {}), status: 'queued' })
  const record: ResponseRecord = { ...recordOf(turn, response), background }
  await save(state, jobKey(owner, turn.id), { owner, response: turn.id })
  const version = await save(state, responseKey(owner, turn.id), record, { expected: 0 })
  const work = new Work(state, owner, turn.id, record, version)
  const run = stream ? new Run() : undefined
  void work.done(call.forward, event => turn.event(event), run)
  if (run === undefined) return Answer.json(response)
  return Answer.stream(eventStream(run))
}

/** One piece of background work in this process. */
class Work {
  readonly #state: State
  readonly #owner: string
  readonly #id: string
  readonly #abort = new AbortController()
  #record: ResponseRecord
  #version: number
  #writes: Promise<unknown> = Promise.resolve()

  constructor(state: State, owner: string, id: string, record: ResponseRecord, version: number) {
    this.#state = state
    this.#owner = owner
    this.#id = id
    this.#record = record
    this.#version = version
  }

  /** Does the work, and ends whatever happens. What anybody else has made of the record meanwhile stands. */
  async done(forward: Forward, named: (event: JsonObject) => JsonObject, run?: Run): Promise<void> {
    const renewal = setInterval(() => void this.#renew(), leaseTime / 3)
    this.#state.atWork.set(this.#id, this.#abort)
    try {
      const request = this.#record.background?.request ?? {}
      const answer = await forward(request, this.#abort.signal)
      if (!answer.ok) return await this.#finish(failed(this.#record.response, errorOf(answer.json())))
      const elements = this.#record.background?.stream ? answer.elements : undefined
      if (elements !== undefined) return await this.#stream(elements, named, run)
      const result: unknown = answer.json()
      const event = named({ response: isObject(result) ? result : {} })
      await this.#finish(event.response as JsonObject)
    } catch (error) {
      if (!this.#abort.signal.aborted) await this.#failed(error)
    } finally {
      clearInterval(renewal)
      this.#state.atWork.delete(this.#id)
      this.#state.news.tell(this.#id)
      run?.end()
    }
  }

  async #stream(elements: Elements, named: (event: JsonObject) => JsonObject, run?: Run): Promise<void> {
    const list = { ...responseKey(this.#owner, this.#id), list: 'events' }
    let writes: Promise<unknown> = Promise.resolve()
    let waiting: JsonObject[] = []
    // While one write is under way the next events gather, so that a fast stream costs few writes.
    const write = () => {
      writes = writes.then(async () => {
        const events = waiting
        waiting = []
        if (events.length > 0) await this.#state.store.append(list, events)
        this.#state.news.tell(this.#id)
      })
      return writes
    }
    await each(elements, async come => {
      const events = come.filter(isObject).map(named)
      const last = events.find(isTerminal)
      if (isObject(last?.response)) {
        await writes
        await this.#finish(last.response)
      }
      waiting.push(...events)
      void write().catch(() => this.#abort.abort())
      run?.push(events)
    })
    await write()
  }

  /** Writes one after the other; a conflict means that it was cancelled, deleted, or taken over. */
  #put(change: Partial<ResponseRecord>): Promise<boolean> {
    const written = this.#writes.then(async () => {
      const record = { ...this.#record, ...change }
      try {
        const key = responseKey(this.#owner, this.#id)
        this.#version = await save(this.#state, key, record, { expected: this.#version })
        this.#record = record
        return true
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error
        this.#abort.abort()
        return false
      }
    })
    this.#writes = written.catch(() => {})
    return written
  }

  async #renew(): Promise<void> {
    const { background, response } = this.#record
    if (background === undefined || isFinished(response)) return
    const lease = this.#state.now() + leaseTime
    // A store that cannot be reached now may be back before the lease is over.
    await this.#put({ response: { ...response, status: 'in_progress' }, background: { ...background, lease } }).catch(
      () => {},
    )
  }

  async #finish(response: JsonObject): Promise<void> {
    const { background } = this.#record
    // The lease goes on: until it is over nobody else says in the conversation what is being said here.
    const done = background && { background: { stream: background.stream, lease: this.#state.now() + leaseTime } }
    if (!(await this.#put({ response, ...done }))) return
    await saidOnce(this.#state, this.#owner, this.#record)
    await this.#state.store.delete(jobKey(this.#owner, this.#id))
  }

  async #failed(error: unknown): Promise<void> {
    this.#state.options.notice?.(`Background work failed: ${error instanceof Error ? error.message : 'unknown error'}`)
    await this.#finish(failed(this.#record.response, unfinished)).catch(() => {})
  }
}

const unfinished = { code: 'server_error', message: 'The response could not be finished in the background.' }

export function failed(response: JsonObject, error: JsonObject): JsonObject {
  return { ...response, status: 'failed', error }
}

function errorOf(body: unknown): JsonObject {
  const error = isObject(body) && isObject(body.error) ? body.error : {}
  const { message, code } = error
  return { code: code ?? 'server_error', message: message ?? 'The upstream refused the request.' }
}

/**
 * Takes up work that a process left behind when it ended: it is done again where nothing of it has been told and the
 * server has a key of its own, and otherwise reported failed. Returns how many.
 */
export async function recover(state: State): Promise<number> {
  let taken = 0
  const jobs = await state.store.find('jobs', 'job', { limit: 100, order: 'asc' })
  for (const { value } of jobs) {
    if (typeof value.owner !== 'string' || typeof value.response !== 'string') continue
    if (await takeOver(state, value.owner, value.response)) taken++
  }
  return taken
}

async function takeOver(state: State, owner: string, id: string): Promise<boolean> {
  const found = await readResponse(state, owner, id)
  const job = jobKey(owner, id)
  const background = found?.value.background
  if (background !== undefined && background.lease > state.now()) return false
  if (found === undefined || background === undefined || isFinished(found.value.response)) {
    if (found !== undefined) await saidOnce(state, owner, found.value)
    await state.store.delete(job)
    return false
  }
  const { forward } = state.options
  const told = await state.store.items({ ...responseKey(owner, id), list: 'events' }, { limit: 1, order: 'asc' })
  const again = forward !== undefined && background.request !== undefined && told.length === 0
  const lease = state.now() + leaseTime
  const record: ResponseRecord = again
    ? { ...found.value, background: { ...background, lease } }
    : { ...found.value, response: failed(found.value.response, restarted), background: { ...background, lease: 0 } }
  try {
    const version = await save(state, responseKey(owner, id), record, { expected: found.version })
    if (again) void new Work(state, owner, id, record, version).done(forward, namingOf(found.value.response).event)
    else await state.store.delete(job)
    return true
  } catch (error) {
    if (error instanceof ConflictError) return false
    throw error
  }
}

const restarted = { code: 'server_error', message: 'The server was restarted while the response was being made.' }
