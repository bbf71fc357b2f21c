// One call the server answers, from its first header to its last byte, and everybody who watches it.
import type { JsonObject } from '../atlas/read.ts'
import type { Loss } from '../index.ts'
import { Call } from '../shim/call.ts'
import { type CallLine, CallLog, type Logger } from '../shim/log.ts'
import type { CallObservation, CallObserver, CallStart, ServedCall } from './contract.ts'
import { corsHeaders } from './cors.ts'
import { failureOf } from './failure.ts'
import { headerOf, type Incoming, type Outgoing } from './front.ts'
import { LossList, lossesHeader } from './losses.ts'
import { plainName, scrubber } from './scrub.ts'
import type { Settings } from './settings.ts'

export class Served {
  readonly id: string
  readonly call: Call
  readonly losses = new LossList()
  readonly #settings: Settings
  readonly #incoming: Incoming
  readonly #start: CallStart
  readonly #observations: CallObservation[] = []
  readonly #log: CallLog
  #model: string | undefined
  #mapped: string | undefined
  #errorCode: string | undefined

  constructor(incoming: Incoming, route: CallStart['route'], settings: Settings) {
    this.id = settings.requestId()
    this.#settings = settings
    this.#incoming = incoming
    const traceparent = headerOf(incoming.headers, 'traceparent')
    this.#start = { id: this.id, method: incoming.method, route, traceparent }
    for (const observer of settings.observers) {
      const observation = started(observer, this.#start)
      if (observation !== undefined) this.#observations.push(observation)
    }
    this.#log = new CallLog(new LineOf(this), settings.clock, route)
    this.call = new Call(this.#log)
  }

  get upstreamHeaders(): Readonly<Record<string, string>> {
    let headers: Readonly<Record<string, string>> = none
    for (const { upstreamHeaders } of this.#observations) {
      if (upstreamHeaders !== undefined)
        headers = headers === none ? upstreamHeaders : { ...headers, ...upstreamHeaders }
    }
    return headers
  }

  /** The request with the upstream's name for its model. */
  mapped(request: JsonObject): JsonObject {
    const { model } = request
    if (typeof model !== 'string') return request
    this.#model = model
    this.#log.request(model, request.stream === true, 1)
    const mapped = this.#settings.aliases?.(model)
    if (mapped === undefined || mapped === model) return request
    this.#mapped = mapped
    return { ...request, model: mapped }
  }

  carried(direction: string): void {
    this.#log.carried(direction)
  }

  loss(loss: Loss): void {
    this.losses.add(loss)
  }

  /** The answer is a stream. */
  streaming(): void {
    for (const observation of this.#observations) {
      try {
        observation.streaming?.()
      } catch {
        // Whoever watches must not cost the caller an answer.
      }
    }
  }

  /** An answer on its way out, with what the bridge has to say about it. */
  answered(outgoing: Outgoing): Outgoing {
    const losses = lossesHeader(this.losses.counts)
    const headers: Record<string, string> = { 'x-request-id': this.id }
    for (const name in outgoing.headers) headers[name] = outgoing.headers[name] ?? ''
    if (losses !== undefined) headers['x-bridge-losses'] = losses
    if (this.#settings.allowedOrigins.length > 0)
      Object.assign(headers, corsHeaders(this.#incoming.headers, this.#settings))
    return { status: outgoing.status, headers, body: outgoing.body }
  }

  /** The upstream, or the caller's API, says no. */
  errorIn(code: unknown): void {
    this.call.failed()
    if (typeof code === 'string') this.#errorCode = plainName(code)
  }

  /** The answer to a call that has gone wrong in the bridge's own hands. */
  failed(error: unknown, aborted: boolean): Outgoing {
    const { outgoing, code, outcome, unexpected } = failureOf(error)
    this.#errorCode = code
    if (unexpected && !aborted)
      this.#settings.notice?.(`Call ${this.id} met a fault of the bridge's own. ${traceOf(error)}`)
    this.#log.answered(outgoing.status, new Headers())
    this.#log.firstByte()
    this.call.end(aborted ? 'aborted' : outcome)
    return this.answered(outgoing)
  }

  /** The call has ended. */
  tell(line: CallLine): void {
    const { id, method, route } = this.#start
    const model = this.#model === undefined ? undefined : plainName(this.#model)
    const served: Writable<ServedCall> = Object.assign(line, { id, method, route, model, lossList: this.losses.list })
    if (this.#mapped !== undefined) served.mappedModel = plainName(this.#mapped)
    if (this.#errorCode !== undefined) served.errorCode = this.#errorCode
    if (line.requestId !== undefined) served.requestId = plainName(line.requestId)
    for (const observation of this.#observations) {
      try {
        observation.end(served)
      } catch {
        // Nor here.
      }
    }
  }
}

const none: Readonly<Record<string, string>> = {}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] }

/** Whoever watches must not cost the caller an answer. */
function started(observer: CallObserver, start: CallStart): CallObservation | undefined {
  try {
    return observer.started(start)
  } catch {
    return undefined
  }
}

/** Where the line of a call goes at whatever level: the observers look at the outcome by themselves. */
class LineOf implements Logger {
  readonly #served: Served

  constructor(served: Served) {
    this.#served = served
  }

  info(line: CallLine): void {
    this.#served.tell(line)
  }

  warn(line: CallLine): void {
    this.#served.tell(line)
  }

  error(line: CallLine): void {
    this.#served.tell(line)
  }
}

/** Where it happened, without the message, which may quote the call. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const lines = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return scrubber()([plainName(error.name), ...lines.slice(0, 8)].join('\n'))
}
