// `message.tool_calls`: items of the output.
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import type { Value } from './value.ts'

export function rewriteCalls(_context: Context, _value: Value): undefined {
  throw new LeftAlone('result-unknown', 'tool_calls')
}

export function rewriteCall(_context: Context, _value: Value): undefined {
  throw new LeftAlone('result-unknown', 'tool_calls')
}
