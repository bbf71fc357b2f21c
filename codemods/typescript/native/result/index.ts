// What becomes of a call's result.
import type { Context } from '../context.ts'
import { follow } from './follow.ts'
import { noteCutAnswers } from './parsed.ts'
import { broughtBy } from './value.ts'

export function rewriteResult(context: Context): undefined {
  const { call, method } = context.site
  noteCutAnswers(context)
  if (method === 'stream') return follow(context, { kind: 'stream', node: call, origin: call, optional: false })
  follow(context, { kind: 'promise', brings: broughtBy(context.site), node: call, origin: call, optional: false })
}
