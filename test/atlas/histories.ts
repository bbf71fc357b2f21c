// A history through the library: the items of a request, the messages of a request, and what they lose.
import { type ConversionOptions, toChatRequest, toResponsesRequest } from '../../src/index.ts'
import { unlessSaid } from './sentence.ts'

export type Plain = Record<string, unknown>

export function observed(convert: (options: ConversionOptions) => unknown, key: string) {
  const losses: string[] = []
  const value = Object(
    convert({
      onLoss: ({ effect, path, code, message }) => losses.push(`${effect} ${path} ${code}${unlessSaid(message)}`),
    }),
  )
  return { said: value[key], losses: losses.sort() }
}

export const toItems = (messages: unknown[], more: ConversionOptions = {}) =>
  observed(options => toResponsesRequest({ model: 'm', messages } as never, { ...options, ...more }), 'input')

export const toMessages = (input: unknown[], more: ConversionOptions = {}, rest: Plain = {}) =>
  observed(options => toChatRequest({ model: 'm', input, ...rest } as never, { ...options, ...more }), 'messages')

export const refused = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return String(error)
  }
  return 'accepted'
}

export const call = (rest: Plain = {}) => ({ type: 'function_call', call_id: 'a', name: 'f', arguments: '{}', ...rest })
export const custom = (rest: Plain = {}) => ({ type: 'custom_tool_call', call_id: 'b', name: 'g', input: 'x', ...rest })
export const result = (rest: Plain = {}) => ({ type: 'function_call_output', call_id: 'a', output: 'r', ...rest })

export const chatCall = (rest: Plain = {}) => ({
  id: 'a',
  type: 'function',
  function: { name: 'f', arguments: '{}' },
  ...rest,
})

export const chatCustom = { id: 'b', type: 'custom', custom: { name: 'g', input: 'x' } }
export const assistant = (rest: Plain) => ({ role: 'assistant', ...rest })

export const thought = (summary: unknown[], content?: unknown[], rest: Plain = {}) => ({
  type: 'reasoning',
  summary,
  ...(content ? { content } : {}),
  ...rest,
})

export const summary = (text: string) => ({ type: 'summary_text', text })
export const thinking = (text: string) => ({ type: 'reasoning_text', text })
export const hi = { role: 'user', content: 'Hi' }
