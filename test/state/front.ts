// The stateful routes over a mock of one API, with as little as possible around them: what a server adds is tested there.
import { createHash } from 'node:crypto'
import OpenAI from 'openai'
import { createMock, type Mock, type MockOptions } from '../../src/mock/index.ts'
import { RefusedCall } from '../../src/server/contract.ts'
import { bytePieces } from '../../src/server/pieces.ts'
import { Answer } from '../../src/server/state/answer.ts'
import type { StateCall, StateOptions } from '../../src/server/state/call.ts'
import { createState } from '../../src/server/state/state.ts'
import { responseOf } from '../../src/server/web.ts'
import { Call } from '../../src/shim/call.ts'
import { createFetch } from '../../src/shim/fetch.ts'
import { byteSource } from '../../src/shim/source.ts'

export interface Front {
  readonly fetch: typeof fetch
  readonly mock: Mock
  tend(): Promise<void>
  /** The official client, with a credential of its own. */
  client(key?: string): OpenAI
}

const base = 'http://127.0.0.1:9/v1'

export function stateFront(
  options: StateOptions & { readonly systemKey?: string },
  mockOptions: MockOptions & { readonly api?: 'chat' | 'responses' } = {},
): Front {
  const { api = 'chat' } = mockOptions
  const mock = createMock({ api, ...mockOptions })
  const upstream: typeof fetch = async (...args) => mock.fetch(new Request(...args))
  const carry = createFetch({ upstream: api, fetch: upstream })
  const create = api === 'chat' ? 'responses' : 'chat/completions'
  const send = (key: string | null, signal: AbortSignal) => async (body: object, own?: AbortSignal) =>
    answerOf(
      await carry(`${base}/${create}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: key }) },
        body: JSON.stringify(body),
        signal: own ?? signal,
      }),
    )
  const { systemKey } = options
  const forward = systemKey === undefined ? undefined : send(systemKey, new AbortController().signal)
  const state = createState({ ...options, forward })

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const key = request.headers.get('authorization')
    const text = await request.text()
    const call: StateCall = {
      method: request.method,
      path: url.pathname.slice('/v1/'.length).split('/'),
      query: url.searchParams,
      body: text === '' ? undefined : JSON.parse(text),
      owner: key === null ? undefined : createHash('sha256').update(key).digest('hex'),
      signal: request.signal,
      native: new Set<'chat' | 'responses'>([api]),
      forward: send(key, request.signal),
    }
    const answered = await state.answer(call)
    if (answered !== undefined) return responseOf(answered)
    if (call.body !== undefined && url.pathname === `/v1/${create}`) return responseOf(await call.forward(call.body))
    throw new RefusedCall(404, 'not_found', 'There is nothing at this path.')
  }

  const front: typeof fetch = async (...args) => {
    try {
      return await answer(new Request(...args))
    } catch (error) {
      if (!(error instanceof RefusedCall)) throw error
      const { status, code, message, param } = error
      return Response.json({ error: { message, type: 'invalid_request_error', param, code } }, { status })
    }
  }
  return {
    fetch: front,
    mock,
    tend: state.tend,
    client: (key = 'key-one') => new OpenAI({ apiKey: key, baseURL: base, fetch: front, maxRetries: 0 }),
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const { status } = response
  const headers = { 'content-type': response.headers.get('content-type') ?? '' }
  if (!headers['content-type'].startsWith('text/event-stream')) {
    return new Answer({ status, headers, body: await response.text() })
  }
  return new Answer({ status, headers, body: bytePieces(byteSource(response.body), new Call(undefined)) })
}

/** What arrived at the chat upstream last: its messages. */
export function lastMessages(mock: Mock): unknown {
  return (mock.requests.at(-1)?.body as { messages?: unknown } | undefined)?.messages
}
