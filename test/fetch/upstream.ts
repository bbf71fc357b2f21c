// An upstream for the fetch tests: it answers what it is told, word for word, and remembers how it was called.
import { createFetch } from '../../src/shim/fetch.ts'

export interface Call {
  readonly url: string
  readonly init: RequestInit
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

type Answer = Response | ((call: Call) => Response | Promise<Response>)

export function scriptedUpstream(answer: Answer) {
  const calls: Call[] = []
  const upstreamFetch: typeof fetch = async (input, init = {}) => {
    const call = {
      url: String(input),
      init,
      headers: new Headers(init.headers),
      body: JSON.parse(String(init.body)),
    }
    calls.push(call)
    return answer instanceof Response ? answer.clone() : answer(call)
  }
  return { fetch: upstreamFetch, calls }
}

export function jsonAnswer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

/** A stream in pieces; `whenRead` and `whenCancelled` tell what was asked of it. */
export function streamAnswer(
  pieces: Iterable<string | Error>,
  watch: { whenRead?(): void; whenCancelled?(reason: unknown): void } = {},
  contentType = 'text/event-stream',
): Response {
  const iterator = pieces[Symbol.iterator]()
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        watch.whenRead?.()
        const { done, value } = iterator.next()
        if (done) controller.close()
        else if (typeof value === 'string') controller.enqueue(new TextEncoder().encode(value))
        else controller.error(value)
      },
      cancel: reason => watch.whenCancelled?.(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: contentType === '' ? {} : { 'content-type': contentType } })
}

/** The data of each event of an answer: parsed, or `[DONE]`. */
export async function eventsOf(answer: Response): Promise<(Record<string, unknown> | '[DONE]')[]> {
  const text = await answer.text()
  return text
    .split('\n\n')
    .filter(event => event !== '')
    .map(event => event.slice(event.indexOf('data: ') + 'data: '.length))
    .map(data => (data === '[DONE]' ? data : JSON.parse(data)))
}

/** A call of a create route with a JSON body, as plain fetch callers make it. */
export function post(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

export const chatUrl = 'https://gateway.example/v1/chat/completions'
export const responsesUrl = 'https://gateway.example/v1/responses'

export const chatHello = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'hello' }] }
export const responsesHello = { model: 'gpt-4.1-mini', input: 'hello' }

export const responseBody = {
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  model: 'gpt-4.1-mini',
  output: [{ id: 'msg_1', type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'hi' }] }],
}
export const completionBody = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4.1-mini',
  choices: [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
}

/** A chat caller in front of a Responses upstream that always says hi. */
export function chatCaller(options: Partial<Parameters<typeof createFetch>[0]> = {}) {
  const upstream = scriptedUpstream(jsonAnswer(responseBody))
  return { ...upstream, bridged: createFetch({ upstream: 'responses', fetch: upstream.fetch, ...options }) }
}

/** A chat caller's call, answered by a Responses upstream with `answer`. */
export const askChat = (answer: Response, body: object = chatHello) =>
  createFetch({ upstream: 'responses', fetch: scriptedUpstream(answer).fetch })(chatUrl, post(body))

/** A Responses caller's call, answered by a chat upstream with `answer`. */
export const askResponses = (answer: Response, body: object = responsesHello) =>
  createFetch({ upstream: 'chat', fetch: scriptedUpstream(answer).fetch })(responsesUrl, post(body))
