// Parts of a list that are taken by what its elements say, or by where they stand: `filter`, `slice`.
import type { CallExpression, Node } from 'ts-morph'
import type { Context } from '../context.ts'
import type { Subject } from './subject.ts'

const selecting: ReadonlySet<string> = new Set(['filter', 'slice'])

/** Whoever selects looks into the list; `filter(Boolean)` and a copy do not. */
export function readSelection(
  context: Context,
  subject: Subject,
  { list, method, call }: { list: Node; method: string; call: CallExpression },
): undefined {
  const [criterion] = call.getArguments()
  if (!selecting.has(method) || criterion === undefined || criterion.getText() === 'Boolean') return
  subject.read(context, list)
}
