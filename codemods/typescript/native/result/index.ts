// What becomes of a call's result.
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { follow } from './follow.ts'

export function rewriteResult(context: Context): undefined {
  const { call, streaming, method } = context.site
  if (method === 'stream') return follow(context, { kind: 'stream', node: call, origin: call, optional: false })
  if (streaming === 'either') throw new LeftAlone('result-unknown', 'a stream')
  follow(context, { kind: 'promise', node: call, origin: call, optional: false, streams: streaming === 'yes' })
}
