// Streams as upstreams send them, the callers in front of them, and what the tests ask of the outcome.
import { expect } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { createFetch } from '../../src/shim/fetch.ts'
import {
  chatHello,
  chatUrl,
  eventsOf,
  post,
  responseBody,
  responsesHello,
  responsesUrl,
  scriptedUpstream,
} from './upstream.ts'

type Options = Partial<Parameters<typeof createFetch>[0]>

export const callChat = (answer: Response, options: Options = {}, body: object = {}, init: RequestInit = {}) =>
  createFetch({ upstream: 'responses', fetch: scriptedUpstream(() => answer).fetch, ...options })(chatUrl, {
    ...post({ ...chatHello, stream: true, ...body }),
    ...init,
  })

export const callResponses = (answer: Response, options: Options = {}, init: RequestInit = {}) =>
  createFetch({ upstream: 'chat', fetch: scriptedUpstream(() => answer).fetch, ...options })(responsesUrl, {
    ...post({ ...responsesHello, stream: true }),
    ...init,
  })

export const usage = { input_tokens: 3, output_tokens: 2, total_tokens: 5 }
const item = { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] }
const part = { type: 'output_text', text: '', annotations: [] }
const place = { item_id: 'msg_1', output_index: 0, content_index: 0 }
export const opening = [
  { type: 'response.created', response: { ...responseBody, status: 'in_progress', output: [] } },
  { type: 'response.output_item.added', output_index: 0, item },
  { type: 'response.content_part.added', ...place, part },
]
export const deltas = ['h', 'i 😀'].map(delta => ({ type: 'response.output_text.delta', ...place, delta }))
export const response = {
  ...responseBody,
  output: [{ ...item, status: 'completed', content: [{ ...part, text: 'hi 😀' }] }],
  usage,
}
export const completed = { type: 'response.completed', response }
export const responsesStream = [...opening, ...deltas, completed].map(
  event => `event: ${event.type}\r\ndata: ${JSON.stringify(event)}\r\n\r\n`,
)

const chunk = (delta: object, finish_reason: string | null = null, more: object = {}) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }], ...more })}\n\n`
export const chatUsage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 }
export const chatStream = [
  chunk({ role: 'assistant', content: '' }),
  chunk({ content: 'h' }),
  chunk({ content: 'i 😀' }),
  chunk({}, 'stop'),
  chunk({}, null, { choices: [], usage: chatUsage }),
  'data: [DONE]\n\n',
]

/** All choices' text, the finish reasons, and the usages of a chat stream, in order. */
export function summary(events: (Record<string, unknown> | '[DONE]')[]) {
  const chunks = events.filter(event => event !== '[DONE]')
  const choices = chunks.flatMap(event => (Array.isArray(event.choices) ? event.choices : []))
  return {
    text: choices.map(choice => choice.delta.content ?? '').join(''),
    finished: choices.map(choice => choice.finish_reason).filter(reason => reason),
    usages: chunks.map(event => event.usage).filter(value => value),
    errors: chunks.map(event => event.error).filter(value => value),
    last: events.at(-1),
  }
}

export async function responsesEvents(answer: Response) {
  const events = (await eventsOf(answer)).filter(event => event !== '[DONE]')
  expect(checkResponseEvents(events as never)).toEqual([])
  return events
}
