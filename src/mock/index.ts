// An upstream for demos and tests: it speaks chat completions, Responses or both, needs no key, and always says the same.
import type { Answer } from './answer.ts'
import { pacedBody, wait } from './body.ts'
import { type ChatFrame, chunkLines, completion } from './chat-wire.ts'
import { isObject, type Json, objects } from './checks.ts'
import type { Mock, MockOptions, RecordedRequest } from './contract.ts'
import { type Identity, identity } from './identity.ts'
import { judgeChat } from './judge-chat.ts'
import { judgeResponses } from './judge-responses.ts'
import { Memory } from './memory.ts'
import { ApiProblem } from './problem.ts'
import { readChat } from './read-chat.ts'
import { inputItems, readResponses } from './read-responses.ts'
import { defaultAnswer, reply } from './reply.ts'
import { finished, opened, outputItems } from './responses-object.ts'
import { eventLines } from './responses-wire.ts'
import { defect, judgeKey, judgeModel, parseBody, type Route, routeOf } from './route.ts'
import { lateFailure, scriptedProblem } from './scripted-error.ts'
import { Thoughts } from './thoughts.ts'

export type { Answer, Citation, RawAnswer, ScriptedCall, ScriptedError, ScriptedReasoning } from './answer.ts'
export type { Mock, MockOptions, RecordedRequest } from './contract.ts'

interface Told {
  body: Json
  lines: () => string[]
}

class MockUpstream implements Mock {
  readonly requests: RecordedRequest[] = []
  aborted = 0
  readonly #options: MockOptions
  readonly #script: Answer[]
  readonly #identity: Identity
  readonly #memory = new Memory()
  readonly #thoughts = new Thoughts()

  constructor(options: MockOptions) {
    this.#options = options
    this.#script = [...(options.script ?? [])]
    this.#identity = identity(options.id, options.now)
    // A mock is handed around as `mock.fetch`, too.
    this.fetch = this.fetch.bind(this)
  }

  async fetch(request: Request): Promise<Response> {
    const headers = { 'x-request-id': this.#identity.id('req_') }
    const record = this.#record(request)
    try {
      return await this.#serve(request, record, headers)
    } catch (error) {
      if (request.signal.aborted) {
        this.#gone(record)
        throw request.signal.reason
      }
      const known = error instanceof ApiProblem ? error : new ApiProblem(500, defect(error))
      return Response.json(known.body, { status: known.status, headers: { ...headers, ...known.headers } })
    }
  }

  #record(request: Request): RecordedRequest {
    const headers = Object.fromEntries(request.headers)
    const record: RecordedRequest = {
      api: undefined,
      method: request.method,
      url: request.url,
      headers,
      body: undefined,
      aborted: false,
    }
    this.requests.push(record)
    if (this.requests.length > (this.#options.keep ?? Number.POSITIVE_INFINITY)) this.requests.shift()
    return record
  }

  #gone(record: RecordedRequest): void {
    if (record.aborted) return
    record.aborted = true
    this.aborted += 1
  }

  async #serve(request: Request, record: RecordedRequest, headers: Record<string, string>): Promise<Response> {
    const source = await request.text()
    record.body = parsedOr(source)
    const route: Route = routeOf(request, this.#options.api ?? 'both')
    if (route.api !== 'models') record.api = route.api
    judgeKey(request, this.#options.apiKey)
    if (route.api === 'models') return Response.json(this.#models(), { headers })
    const body = parseBody(request, source)
    const { answer, told } = route.api === 'chat' ? this.#chat(body) : this.#responses(body)
    await wait(answer.delay ?? this.#options.delay ?? 0, request.signal)
    if (answer.raw)
      return new Response(answer.raw.body ?? '', {
        status: answer.raw.status ?? 200,
        headers: { ...headers, ...answer.raw.headers },
      })
    const stream = body.stream === true
    const { error, cut } = answer
    if (error && (!error.late || (!stream && route.api === 'chat'))) throw scriptedProblem(error)
    const whole = () => JSON.stringify(told.body)
    const pieces = stream ? told.lines() : [cut === undefined ? whole() : whole().slice(0, cut)]
    const paced = pacedBody(pieces, {
      signal: request.signal,
      pace: answer.pace ?? this.#options.pace ?? 0,
      cut: stream ? cut : undefined,
      broken: cut !== undefined && answer.broken === true,
      onAbort: () => this.#gone(record),
    })
    const type = stream ? 'text/event-stream; charset=utf-8' : 'application/json'
    return new Response(paced, {
      headers: { ...headers, 'content-type': type, ...(stream ? { 'cache-control': 'no-cache' } : {}) },
    })
  }

  #models(): Json {
    const ids = this.#options.models ?? [this.#options.model ?? 'mock-1']
    return {
      object: 'list',
      data: ids.map(id => ({ id, object: 'model', created: this.#identity.now(), owned_by: 'mock' })),
    }
  }

  #frame(prefix: string, request: Json): ChatFrame {
    const { id, now } = this.#identity
    return { id: id(prefix), created: now(), model: this.#options.model ?? String(request.model ?? 'mock-1'), request }
  }

  #chat(body: Json): { answer: Answer; told: Told } {
    judgeChat(body)
    judgeModel('chat', body.model, this.#options.models)
    const question = readChat(body)
    const answer = this.#script.shift() ?? defaultAnswer(question)
    const frame = this.#frame('chatcmpl-', body)
    const choices = typeof body.n === 'number' ? body.n : 1
    const replies = Array.from({ length: choices }, () => reply(answer, question, () => this.#identity.id('call_')))
    const failure = answer.error?.late ? scriptedProblem(answer.error).body : undefined
    return { answer, told: { body: completion(frame, replies), lines: () => chunkLines(frame, replies, failure) } }
  }

  #responses(body: Json): { answer: Answer; told: Told } {
    const earlier = this.#memory.find(body.previous_response_id)
    judgeResponses(body, earlier)
    this.#thoughts.judge(objects(body.input), earlier)
    judgeModel('responses', body.model, this.#options.models)
    const question = readResponses(body, earlier?.items ?? [])
    const answer = this.#script.shift() ?? defaultAnswer(question)
    const start = opened(this.#frame('resp_', body))
    const said = reply(answer, question, () => this.#identity.id('call_'))
    const failure = answer.error?.late ? lateFailure(answer.error) : undefined
    const output = outputItems(said, body, this.#identity)
    const end = finished(start, output, said, this.#identity.now(), failure?.response)
    this.#thoughts.note(output, body.store !== false)
    if (body.store !== false) {
      this.#memory.keep(String(start.id), {
        items: [...(earlier?.items ?? []), ...inputItems(body), ...objects(output)],
      })
    }
    const whole = { ...end, billing: { payer: 'developer' } }
    return { answer, told: { body: whole, lines: () => eventLines(start, end, body, failure?.event) } }
  }
}

function parsedOr(source: string): unknown {
  try {
    const value: unknown = JSON.parse(source)
    return isObject(value) || Array.isArray(value) ? value : source
  } catch {
    return source
  }
}

/** An upstream as a web-standard handler: call `fetch` directly, or serve it with `listen`. */
export function createMock(options: MockOptions = {}): Mock {
  return new MockUpstream(options)
}
