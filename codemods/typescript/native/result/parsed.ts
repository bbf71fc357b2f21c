// What `.parse()` adds to an answer, and the refusal that stands in for it.
import type { Context } from '../context.ts'
import { quoted } from '../print.ts'
import { quoteOf } from '../syntax.ts'
import { rewriteAs, type Value } from './value.ts'

/** `message.parsed`, which is null where nothing could be parsed, on both sides. */
export function rewriteParsed(context: Context, value: Value): undefined {
  rewriteAs(context, value, value.node, 'output_parsed')
}

/** `message.refusal`, a part of the message over there. */
export function rewriteRefusal(context: Context, value: Value): undefined {
  const quote = quoteOf(value.node)
  const parts = `output.flatMap(item => (item.type === ${quoted('message', quote)} ? item.content : []))`
  const refusals = `flatMap(part => (part.type === ${quoted('refusal', quote)} ? [part.refusal] : []))`
  rewriteAs(context, value, value.node, `${parts}.${refusals}[0]`)
}
