// A chat answer through the library, finished or in chunks: the response, its events and its losses.
import { type Loss, responseEventEncoder, toResponse } from '../../src/index.ts'
import { unlessSaid } from '../atlas/sentence.ts'

export type Options = Parameters<typeof toResponse>[1]
export type Plain = Record<string, unknown>
/** Ids that count, one clock, and the losses as `effect path`. */
export function fixed(options: Options = {}): { options: NonNullable<Options>; losses: string[] } {
  const losses: string[] = []
  let count = 0
  const id = (prefix: string) => `${prefix}${++count}`
  const onLoss = ({ effect, path, message }: Loss) => losses.push(`${effect} ${path}${unlessSaid(message)}`)
  return { options: { id, now: () => 7, onLoss, ...options }, losses }
}

export function answered(message: unknown, choice: Plain = {}, rest: Plain = {}, more?: Options) {
  const { options, losses } = fixed(more)
  const completion = { id: 'chatcmpl-1', created: 1, model: 'm', choices: [{ index: 0, message, ...choice }], ...rest }
  const response = Object(toResponse(completion as never, options))
  return { response, output: response.output, item: response.output[0], losses }
}

/** The events of chunks whose first choices are these, or of whole chunks where a text or a key of chunks says so. */
export function streamed(parts: unknown[], more?: Options): Plain[] {
  const encoder = responseEventEncoder(fixed(more).options)
  const events = parts.flatMap(part => {
    const whole =
      typeof part === 'string' || 'choices' in Object(part) || 'id' in Object(part) || 'error' in Object(part)
    return encoder.push(
      (whole ? part : { id: 'chatcmpl-1', model: 'm', choices: [{ index: 0, ...Object(part) }] }) as never,
    )
  })
  return [...events, ...encoder.finish()].map(event => Object(event))
}

export const say = (delta: unknown, rest: Plain = {}) => ({ delta, ...rest })
export const stop = { delta: {}, finish_reason: 'stop' }
export const final = (events: Plain[]) => Object(events.at(-1)?.response)
export const types = (events: Plain[]) => events.map(({ type }) => String(type).replace('response.', ''))
export const called = (rest: Plain, member: Plain) => say({ tool_calls: [{ ...rest, function: member }] })
