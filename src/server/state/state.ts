// The stateful routes over an upstream that promises nothing between two calls.

import { extended } from '../../atlas/extended.ts'
import type { JsonObject } from '../../atlas/read.ts'
import type { UpstreamApi } from '../contract.ts'
import type { Answer } from './answer.ts'
import { recover } from './background.ts'
import { type State, type StateCall, type StateOptions, stateOf } from './call.ts'
import { compactResponse } from './compact.ts'
import {
  createCompletion,
  deleteCompletion,
  listCompletions,
  listMessages,
  retrieveCompletion,
  updateCompletion,
} from './completions.ts'
import {
  createConversation,
  createItems,
  deleteConversation,
  deleteItem,
  listItems,
  retrieveConversation,
  retrieveItem,
  updateConversation,
} from './conversations.ts'
import { createResponse } from './create.ts'
import { cancelResponse, countInputTokens, deleteResponse, listInputItems, retrieveResponse } from './responses.ts'
import { isStateless } from './turn.ts'

export type { StateCall, StateOptions } from './call.ts'

export interface Stateful {
  /**
   * The body of a create call that needs no state and leaves none, as it can be carried by itself; undefined where it
   * has to be answered from here. Of a caller whom nobody knows nothing is kept.
   */
  passing(api: UpstreamApi, body: JsonObject, isKnown: boolean, memory: StateCall['memory']): JsonObject | undefined
  /** The answer to a call of a stateful route; undefined when the call is none, or needs no state. */
  answer(call: StateCall): Promise<Answer | undefined>
  /** Takes up what other processes left behind, and forgets what has expired. To be called now and then. */
  tend(): Promise<void>
  /** Rejects when the store cannot be used. */
  check(): Promise<void>
}

type Handler = (state: State, call: StateCall, ...ids: string[]) => Promise<Answer | undefined>

/** Method and path after `/v1/`, by the API they belong to; `*` stands for an id. */
const routes: Readonly<Record<UpstreamApi, Readonly<Record<string, Handler>>>> = {
  responses: {
    'POST responses': createResponse,
    'POST responses/compact': compactResponse,
    'POST responses/input_tokens': countInputTokens,
    'GET responses/*': retrieveResponse,
    'DELETE responses/*': deleteResponse,
    'POST responses/*/cancel': cancelResponse,
    'GET responses/*/input_items': listInputItems,
    'POST conversations': createConversation,
    'GET conversations/*': retrieveConversation,
    'POST conversations/*': updateConversation,
    'DELETE conversations/*': deleteConversation,
    'POST conversations/*/items': createItems,
    'GET conversations/*/items': listItems,
    'GET conversations/*/items/*': retrieveItem,
    'DELETE conversations/*/items/*': deleteItem,
  },
  chat: {
    'POST chat/completions': createCompletion,
    'GET chat/completions': listCompletions,
    'GET chat/completions/*': retrieveCompletion,
    'POST chat/completions/*': updateCompletion,
    'DELETE chat/completions/*': deleteCompletion,
    'GET chat/completions/*/messages': listMessages,
  },
}

/** The route of a path and the ids in it: `conversations/conv_1/items/msg_1` is `conversations/*\/items/*`. */
function routeOf(path: readonly string[]): { api: UpstreamApi; exact: string; pattern: string; ids: string[] } {
  const [first, ...rest] = path[0] === 'chat' ? [path.slice(0, 2).join('/'), ...path.slice(2)] : path
  const ids = rest.filter((_, place) => place % 2 === 0)
  const pattern = [first, ...rest.map((part, place) => (place % 2 === 0 ? '*' : part))].join('/')
  return { api: path[0] === 'chat' ? 'chat' : 'responses', exact: path.join('/'), pattern, ids }
}

export function createState(options: StateOptions): Stateful {
  const state = stateOf(options)
  return {
    passing(api, body, isKnown, memory) {
      if (api === 'chat') return body.store === true && isKnown ? undefined : body
      if (body.background === true || body.generate === false) return undefined
      const told = isKnown || body.store === false ? body : extended(body, { store: false })
      return isStateless(told, memory) ? told : undefined
    },
    async answer(call) {
      const { api, exact, pattern, ids } = routeOf(call.path)
      if (call.native.has(api)) return undefined
      const handler = routes[api][`${call.method} ${exact}`]
      if (handler !== undefined) return handler(state, call)
      return routes[api][`${call.method} ${pattern}`]?.(state, call, ...ids)
    },
    async tend() {
      await recover(state)
      const forgotten = await state.store.sweep(state.options.keep)
      if (forgotten === 0) return
      state.options.forgotten?.(forgotten)
      state.options.notice?.(`The store forgot ${forgotten} objects that had expired or were surplus.`)
    },
    check: () => state.store.check(),
  }
}
