// What `.parse()` adds to an answer, and the refusal that stands in for it.
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { quoted } from '../print.ts'
import { quoteOf } from '../syntax.ts'
import { rewriteAs, type Value } from './value.ts'

const cutErrors = /\b(Length|ContentFilter)FinishReasonError\b/
const cutNote = 'Where an answer is cut off, output_parsed is null; `.parse()` threw a LengthFinishReasonError.'

/** A cut answer is an error there and null here. @throws {LeftAlone} The file tells that error from others. */
export function noteCutAnswers({ site, draft }: Context): undefined {
  if (site.method !== 'parse') return
  if (cutErrors.test(site.sourceFile.getFullText())) throw new LeftAlone('result-lost', 'LengthFinishReasonError')
  draft.notes.add(cutNote)
}

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
