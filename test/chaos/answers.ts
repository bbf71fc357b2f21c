// What an upstream in good health says, in each API, and how each API's caller asks for it.

import { chatStream, responsesStream, response as wholeResponse } from '../fetch/streams.ts'
import { chatHello, completionBody, responsesHello } from '../fetch/upstream.ts'
import type { Side } from '../fixtures.ts'

export const text = 'hi 😀'

/** Everything the faults are made of, for one upstream. */
export interface Healthy {
  readonly side: Side
  /** The events of a stream, as text. */
  readonly events: readonly string[]
  /** How many of them it takes until the upstream has said that its answer is finished. */
  readonly finishedAfter: number
  readonly result: Readonly<Record<string, unknown>>
  /** An error in the middle of a stream. */
  readonly errorEvent: string
  /** A result that is nothing but a failure. */
  readonly failedResult: Readonly<Record<string, unknown>>
}

const overloaded = { message: 'The model is overloaded.', type: 'server_error', param: null, code: 'server_error' }

export const healthy: Readonly<Record<Side, Healthy>> = {
  chat: {
    side: 'chat',
    events: chatStream,
    finishedAfter: chatStream.findIndex(event => event.includes('"finish_reason":"stop"')) + 1,
    result: {
      ...completionBody,
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    },
    errorEvent: `data: ${JSON.stringify({ error: overloaded })}\n\n`,
    failedResult: { ...completionBody, choices: [], error: overloaded },
  },
  responses: {
    side: 'responses',
    events: responsesStream,
    finishedAfter: responsesStream.length,
    result: wholeResponse,
    errorEvent: `event: error\ndata: ${JSON.stringify({ ...overloaded, type: 'error', sequence_number: 4 })}\n\n`,
    failedResult: { ...wholeResponse, status: 'failed', output: [], error: overloaded },
  },
}

/** The route and the body of a caller, who speaks the API the upstream does not. */
export const callers = {
  responses: { path: '/v1/chat/completions', body: chatHello },
  chat: { path: '/v1/responses', body: responsesHello },
} as const satisfies Record<Side, { path: string; body: object }>
