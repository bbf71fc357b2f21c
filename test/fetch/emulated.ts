// What the tests of `n` and `stop` share: a Responses upstream that says what it is told, and what a chat stream adds up to.
import { createFetch } from '../../src/shim/fetch.ts'
import { chatUrl, eventsOf, post } from './upstream.ts'

export const question = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Go on.' }] }
const usage = { input_tokens: 3, output_tokens: 2, total_tokens: 5, output_tokens_details: { reasoning_tokens: 1 } }

/** A finished response whose output is `texts` and, between them, calls: a name stands for a call. */
export function responseOf(id: string, ...said: (string | { call: string })[]) {
  const output = said.map((part, index) =>
    typeof part === 'string'
      ? {
          id: `msg_${index}`,
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: part, annotations: [], logprobs: [] }],
        }
      : {
          id: `fc_${index}`,
          type: 'function_call',
          call_id: `call_${index}`,
          name: part.call,
          arguments: '{"a":"END"}',
        },
  )
  return { id: `resp_${id}`, object: 'response', created_at: 1, status: 'completed', model: 'm', output, usage }
}

type ScriptedResponse = ReturnType<typeof responseOf>

/** The events of a response, its texts in pieces of `size` characters. */
export function* eventsFor(response: ScriptedResponse, size = 2): Generator<string> {
  const write = (event: { type: string }) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
  yield write({ type: 'response.created', response: { ...response, status: 'in_progress', output: [] } } as never)
  for (const [output_index, item] of response.output.entries()) {
    yield write({ type: 'response.output_item.added', output_index, item: { ...item, content: [] } } as never)
    const text = 'content' in item ? (item.content?.[0]?.text ?? '') : ''
    for (let start = 0; start < text.length; start += size) {
      const delta = text.slice(start, start + size)
      const place = { item_id: item.id, output_index, content_index: 0 }
      yield write({ type: 'response.output_text.delta', ...place, delta } as never)
    }
    yield write({ type: 'response.output_item.done', output_index, item } as never)
  }
  yield write({ type: 'response.completed', response } as never)
}

interface Chunk {
  id?: string
  error?: { message: string }
  choices: { index: number; delta: { content?: string; tool_calls?: unknown[] }; finish_reason: string | null }[]
  usage?: unknown
}

/** Asks for a stream; what each choice adds up to, and what is beside them. */
export async function summary(answer: Response) {
  const events = await eventsOf(answer)
  const chunks = events.filter(event => event !== '[DONE]') as unknown as Chunk[]
  const choices = chunks.filter(chunk => !chunk.error).flatMap(chunk => chunk.choices)
  const indices = [...new Set(choices.map(({ index }) => index))].sort()
  return {
    texts: indices.map(index =>
      choices
        .filter(choice => choice.index === index)
        .map(choice => choice.delta.content ?? '')
        .join(''),
    ),
    reasons: indices.map(
      index => choices.find(choice => choice.index === index && choice.finish_reason)?.finish_reason,
    ),
    calls: choices.filter(choice => choice.delta.tool_calls).length,
    ids: new Set(chunks.map(chunk => chunk.id)),
    usages: chunks.map(chunk => chunk.usage).filter(Boolean),
    errors: chunks.filter(chunk => chunk.error).length,
    dones: events.filter(event => event === '[DONE]').length,
    last: events.at(-1),
    order: choices.filter(choice => choice.delta.content).map(({ index }) => index),
  }
}

export const ask = (fetch: typeof globalThis.fetch, body: object, init: RequestInit = {}) =>
  createFetch({ upstream: 'responses', fetch })(chatUrl, { ...post({ ...question, ...body }), ...init })
