// A response through the library, finished or in events: the completion, its deltas and its losses.
import { chatChunkEncoder, type Loss, toChatCompletion } from '../../src/index.ts'
import { unlessSaid } from '../atlas/sentence.ts'

export type Options = Parameters<typeof toChatCompletion>[1]
export type Plain = Record<string, unknown>
/** Ids that count, one clock, and the losses as `effect path`. */
export function fixed(options: Options = {}): { options: NonNullable<Options>; losses: string[] } {
  const losses: string[] = []
  let count = 0
  const id = (prefix: string) => `${prefix}${++count}`
  const onLoss = ({ effect, path, message }: Loss) => losses.push(`${effect} ${path}${unlessSaid(message)}`)
  return { options: { id, now: () => 7, onLoss, ...options }, losses }
}

export const responseOf = (output: unknown, rest: Plain = {}) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  model: 'm',
  output,
  ...rest,
})

export function answered(output: unknown, rest: Plain = {}, more?: Options) {
  const { options, losses } = fixed(more)
  const completion = Object(toChatCompletion(responseOf(output, rest) as never, options))
  return { completion, choice: completion.choices[0], message: completion.choices[0].message, losses }
}

export function streamed(events: unknown[], more?: Options) {
  const { options, losses } = fixed(more)
  const encoder = chatChunkEncoder(options)
  const chunks = [...events.flatMap(event => encoder.push(event as never)), ...encoder.finish()].map(chunk =>
    Object(chunk),
  )
  return { chunks, losses, ended: encoder.ended }
}

export const created = (rest: Plain = {}) => ({
  type: 'response.created',
  response: responseOf([], { status: 'in_progress', ...rest }),
})

export const completed = (output: unknown, rest: Plain = {}) => ({
  type: 'response.completed',
  response: responseOf(output, rest),
})

export const deltasOf = (events: unknown[], more?: Options) =>
  streamed(events, more)
    .chunks.flatMap(({ choices }) => choices ?? [])
    .map(({ delta }) => delta)

export const reasonOf = (events: unknown[]) => streamed(events).chunks.at(-1)?.choices?.[0]?.finish_reason
export const opening = (content: '' | null = '') => ({ role: 'assistant', content, refusal: null })

export const text = (value: string, rest: Plain = {}) => ({
  type: 'output_text',
  text: value,
  annotations: [],
  logprobs: [],
  ...rest,
})

export const message = (content: unknown, rest: Plain = {}) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content,
  ...rest,
})

export const call = (rest: Plain = {}) => ({
  id: 'fc_1',
  type: 'function_call',
  status: 'completed',
  call_id: 'a',
  name: 'f',
  arguments: '{}',
  ...rest,
})

export const added = (item: unknown, output_index: unknown = 0) => ({
  type: 'response.output_item.added',
  output_index,
  item,
})

export const done = (item: unknown, output_index: unknown = 0) => ({
  type: 'response.output_item.done',
  output_index,
  item,
})

export const on = (type: string, rest: Plain = {}) => ({
  type: `response.${type}`,
  output_index: 0,
  content_index: 0,
  ...rest,
})
