// A caller in front of a chaos upstream, and what it makes of its answer: one of seven outcomes, or a broken promise.
import { checkResponseEvents } from '../../src/index.ts'
import { type CreateFetchOptions, createFetch } from '../../src/shim/fetch.ts'
import { eventsOf, post } from '../fetch/upstream.ts'
import type { Side } from '../fixtures.ts'
import { wellFormedViolations } from '../laws/well-formed.ts'
import { callers, text } from './answers.ts'

export type Outcome =
  /** The whole answer, said to be finished. */
  | { readonly kind: 'completed' }
  /** A stream that ends in an error, or a response that failed. */
  | { readonly kind: 'failed' }
  /** An HTTP error as the caller's API writes it. */
  | { readonly kind: 'error'; readonly status: number; readonly headers: Headers; readonly message: string }
  /** A result that says that it is none yet. */
  | { readonly kind: 'unfinished' }
  /** The fetch, or the reading of its body, was rejected. */
  | { readonly kind: 'rejected'; readonly error: unknown }
  /** An answer that is neither a result nor an error. */
  | { readonly kind: 'passed'; readonly status: number }

export interface Asking {
  /** The API the upstream speaks; the caller speaks the other one. */
  readonly side: Side
  readonly stream: boolean
  readonly init?: RequestInit
  readonly options?: Partial<CreateFetchOptions>
}

/** The bridged call itself. */
export function call(url: string, { side, stream, init = {}, options = {} }: Asking): Promise<Response> {
  const { path, body } = callers[side]
  const bridged = createFetch({ upstream: side, ...options })
  return bridged(url + path, { ...post(stream ? { ...body, stream } : body), ...init })
}

export async function ask(url: string, asking: Asking): Promise<Outcome> {
  let answer: Response
  let read: Response
  try {
    answer = await call(url, asking)
    read = new Response(await answer.arrayBuffer())
  } catch (error) {
    return { kind: 'rejected', error }
  }
  if (answer.status >= 400) return judgeError(answer, await read.text())
  if (!answer.ok) return { kind: 'passed', status: answer.status }
  const type = answer.headers.get('content-type') ?? ''
  if (!asking.stream) {
    demand(type === 'application/json', `a result of the type ${type}`)
    return judgeResult(asking.side, await read.json())
  }
  demand(type.startsWith('text/event-stream'), `a stream of the type ${type}`)
  const events = await eventsOf(read)
  return asking.side === 'responses' ? judgeChatStream(events) : judgeResponsesStream(events)
}

/** What the same upstream does to a caller of plain fetch, who reads the body as text. */
export async function plainly(url: string, init: RequestInit = {}): Promise<unknown> {
  try {
    await (await fetch(`${url}/v1/plain`, { ...post({}), ...init })).text()
    return undefined
  } catch (error) {
    return error
  }
}

function judgeError({ status, headers }: Response, body: string): Outcome {
  demand(headers.get('content-type') === 'application/json', 'an error that is not JSON')
  const { error } = JSON.parse(body)
  demand(typeof error.message === 'string' && error.message !== '', 'an error without a message')
  demand(!error.message.includes('<html'), 'a page as the message of an error')
  demand(typeof error.type === 'string' && 'param' in error && 'code' in error, 'an error with members missing')
  return { kind: 'error', status, headers, message: error.message }
}

/** The result of a caller whose upstream speaks `side`. */
function judgeResult(side: Side, body: Loose): Outcome {
  if (side === 'responses') {
    const [choice] = body.choices ?? []
    demand(body.object === 'chat.completion' && choice !== undefined, 'no chat completion')
    if (choice?.finish_reason === null) return { kind: 'unfinished' }
    demand(choice?.finish_reason === 'stop', `the finish reason ${choice?.finish_reason}`)
    demand(choice?.message?.content === text, 'another text')
    return { kind: 'completed' }
  }
  demand(body.object === 'response', 'no response')
  if (body.status === 'failed') {
    demand(typeof body.error?.message === 'string', 'a failed response without an error')
    return { kind: 'failed' }
  }
  demand(body.status === 'completed', `the status ${body.status}`)
  demand(textOf(body) === text, 'another text')
  return { kind: 'completed' }
}

export function judgeChatStream(events: readonly unknown[]): Outcome {
  demand(events.filter(event => event === '[DONE]').length === 1, 'not exactly one [DONE]')
  demand(events.at(-1) === '[DONE]', 'something after [DONE]')
  const chunks = events.slice(0, -1) as Loose[]
  const errors = chunks.filter(chunk => chunk.error !== undefined)
  const reasons = chunks.flatMap(chunk => chunk.choices ?? []).filter(choice => choice.finish_reason)
  demand(errors.length + reasons.length === 1, `${errors.length} errors and ${reasons.length} finish reasons`)
  if (errors.length > 0) {
    demand(chunks.at(-1)?.error !== undefined, 'a chunk after the error')
    demand(typeof errors[0]?.error?.message === 'string', 'an error without a message')
    return { kind: 'failed' }
  }
  const said = chunks.flatMap(chunk => chunk.choices ?? []).map(choice => choice.delta?.content ?? '')
  demand(said.join('') === text, `the text ${JSON.stringify(said.join(''))}`)
  return { kind: 'completed' }
}

export function judgeResponsesStream(events: readonly unknown[]): Outcome {
  const violations = [...checkResponseEvents(events), ...wellFormedViolations(events)]
  demand(violations.length === 0, JSON.stringify(violations))
  const last = events.at(-1) as Loose
  if (last.type === 'response.failed') return { kind: 'failed' }
  demand(last.type === 'response.completed', `the end ${last.type}`)
  demand(textOf(last.response ?? {}) === text, 'another text')
  return { kind: 'completed' }
}

function textOf(response: Loose): string {
  return (response.output ?? []).flatMap(item => item.content ?? []).reduce((all, part) => all + (part.text ?? ''), '')
}

/** What is read of answers in either API. */
interface Loose {
  readonly object?: string
  readonly type?: string
  readonly status?: string
  readonly error?: { readonly message?: string } | null
  readonly response?: Loose
  readonly output?: { readonly content?: { readonly text?: string }[] }[]
  readonly choices?: {
    readonly finish_reason?: string | null
    readonly message?: { readonly content?: string | null }
    readonly delta?: { readonly content?: string | null }
  }[]
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`The caller got ${otherwise}.`)
}
