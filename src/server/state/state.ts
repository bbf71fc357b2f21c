// The stateful routes over an upstream that promises nothing between two calls.

import { recover } from './background.ts'
import { type State, type StateCall, type StateOptions, stateOf } from './call.ts'
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
import {
  cancelResponse,
  compactResponse,
  countInputTokens,
  deleteResponse,
  listInputItems,
  retrieveResponse,
} from './responses.ts'

export type { StateCall, StateOptions } from './call.ts'

export interface Stateful {
  /** The answer to a call of a stateful route; undefined when the call is none, or needs no state. */
  answer(call: StateCall): Promise<Response | undefined>
  /** Takes up what other processes left behind, and forgets what has expired. To be called now and then. */
  tend(): Promise<void>
  /** Rejects when the store cannot be used. */
  check(): Promise<void>
}

type Handler = (state: State, call: StateCall, ...ids: string[]) => Promise<Response | undefined>

/** Method and path after `/v1/`; `*` stands for an id. */
const routes: Readonly<Record<string, Handler>> = {
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
}

export function responsesState(options: StateOptions): Stateful {
  const state = stateOf(options)
  return {
    async answer(call) {
      const exact = routes[`${call.method} ${call.path.join('/')}`]
      if (exact !== undefined) return exact(state, call)
      // Every second part is an id: `conversations/conv_1/items/msg_1`.
      const ids = call.path.filter((_, place) => place % 2 === 1)
      const pattern = call.path.map((part, place) => (place % 2 === 1 ? '*' : part)).join('/')
      return routes[`${call.method} ${pattern}`]?.(state, call, ...ids)
    },
    async tend() {
      await recover(state)
      const forgotten = await state.store.sweep(state.options.keep)
      if (forgotten > 0)
        state.options.notice?.(`The store forgot ${forgotten} objects that had expired or were surplus.`)
    },
    check: () => state.store.check(),
  }
}
