// What a document is, told by looking: of which API, and a request, a result, an error or a stream.
import { isObject, type JsonObject } from '../atlas/read.ts'
import { parseEventData, sseDecoder } from '../wire/sse.ts'
import { CommandFailure } from './failure.ts'
import { type Input, parseJson } from './input.ts'

export type Api = 'chat' | 'responses'

export type Document =
  | { readonly kind: 'request' | 'result'; readonly api: Api; readonly body: JsonObject }
  /** Both APIs write errors alike; what differs is inside. */
  | { readonly kind: 'error'; readonly api: undefined; readonly body: JsonObject }
  /** The parsed `data:` lines, in which `[DONE]` stays a string. */
  | { readonly kind: 'stream'; readonly api: Api; readonly elements: readonly unknown[] }

export const apiNames: Readonly<Record<Api, string>> = { chat: 'Chat Completions', responses: 'Responses' }

/** `a Chat Completions request`, in the middle of a sentence. */
export function describeDocument({ kind, api }: Pick<Document, 'kind' | 'api'>): string {
  return api === undefined ? `an ${kind} body` : `a ${apiNames[api]} ${kind}`
}

const expected =
  'Expected one of: a chat request (messages), a Responses request (input), a chat completion (choices), ' +
  'a response (output), an error body (error), or the text of an event stream (lines that begin with data:).'

const isStreamText = (text: string) => /^(?:data|event|id|retry)?:/.test(text)

export function detectDocument({ text, name }: Input): Document {
  const trimmed = text.trimStart()
  if (trimmed === '') throw new CommandFailure(`${name} is empty. ${expected}`)
  if (isStreamText(trimmed)) return detectStream(text, name)
  const body = parseJson(text, name)
  if (isObject(body)) return detectBody(body, name)
  if (Array.isArray(body)) {
    throw new CommandFailure(
      `${name} is a list, not a document. Put messages into a request: { "model": …, "messages": […] }. ${expected}`,
    )
  }
  throw new CommandFailure(`${name} is not a document. ${expected}`)
}

/** The keys by which requests and results are known, the surest first. */
function detectBody(body: JsonObject, name: string): Document {
  const { object } = body
  if (object === 'chat.completion.chunk' || isEventType(body.type)) {
    throw new CommandFailure(
      `${name} is one event of a stream. Give the stream as text, with a data: line for each event.`,
    )
  }
  if (object === 'response' || Array.isArray(body.output)) return { kind: 'result', api: 'responses', body }
  if (object === 'chat.completion' || Array.isArray(body.choices)) return { kind: 'result', api: 'chat', body }
  const says = (key: string) => Object.hasOwn(body, key)
  if (says('messages') && says('input')) {
    throw new CommandFailure(
      `${name} has both messages (Chat Completions) and input (Responses). Leave one of them out.`,
    )
  }
  if (says('messages')) return { kind: 'request', api: 'chat', body }
  if (responsesKeys.some(says)) return { kind: 'request', api: 'responses', body }
  if (body.error !== undefined && body.error !== null) return { kind: 'error', api: undefined, body }
  throw new CommandFailure(`${name} cannot be told apart. ${expected}`)
}

/** Any of them makes a request one of Responses: `input` may be left out. */
const responsesKeys = ['input', 'instructions', 'previous_response_id', 'conversation', 'prompt']

const isEventType = (type: unknown) => typeof type === 'string' && type.startsWith('response.')

function detectStream(text: string, name: string): Document {
  const decoder = sseDecoder()
  const events = [...decoder.push(new TextEncoder().encode(text)), ...decoder.finish()].filter(
    ({ data }) => data !== '',
  )
  const elements = events.map(({ event, data }, index) => {
    const parsed = parseEventData(data)
    if (!parsed.ok) throw new CommandFailure(`${name}: the data of event ${index + 1} is not JSON.`)
    const { value } = parsed
    // Some gateways leave the type to the `event:` line.
    return isObject(value) && value.type === undefined && event?.startsWith('response.')
      ? { type: event, ...value }
      : value
  })
  const api = apiOfStream(elements)
  if (api === undefined) {
    throw new CommandFailure(
      `${name} is an event stream of neither API. Expected chat chunks (choices) or Responses events (type: response.…).`,
    )
  }
  return { kind: 'stream', api, elements }
}

function apiOfStream(elements: readonly unknown[]): Api | undefined {
  const objects = elements.filter(isObject)
  if (objects.some(({ type }) => isEventType(type))) return 'responses'
  if (objects.some(({ object, choices }) => object === 'chat.completion.chunk' || Array.isArray(choices))) return 'chat'
  if (objects.some(({ type }) => type === 'error')) return 'responses'
  return objects.some(({ error }) => isObject(error)) ? 'chat' : undefined
}
