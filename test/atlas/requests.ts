// One request through the library: what becomes of it, what it lost, and how it is refused.
import { type ConversionOptions, toChatRequest, toResponsesRequest } from '../../src/index.ts'
import { unlessSaid } from './sentence.ts'

export type Plain = Record<string, unknown>
export type Case = [name: string, given: unknown, expected: unknown, losses?: string[]]

export function observed(convert: (options: ConversionOptions) => unknown): { value: Plain; losses: string[] } {
  const losses: string[] = []
  const value = Object(
    convert({ onLoss: ({ effect, path, message }) => losses.push(`${effect} ${path}${unlessSaid(message)}`) }),
  )
  return { value, losses: losses.sort() }
}

export const toResponses = (request: Plain, more: ConversionOptions = {}) =>
  observed(options => toResponsesRequest({ model: 'm', messages: [], ...request } as never, { ...options, ...more }))

export const toChat = (request: Plain, more: ConversionOptions = {}) =>
  observed(options => toChatRequest({ model: 'm', input: [], ...request } as never, { ...options, ...more }))

export const refused = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return String(error)
  }
  return 'accepted'
}
