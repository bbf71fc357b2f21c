// The token counters of a result, under the names the atlas gives them.

import type { ObjectBindingPattern } from 'ts-morph'
import type { CompiledTable } from '../../../../src/atlas/table.ts'
import { inputDetails, outputDetails, usage } from '../../../../src/atlas/usage.ts'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { dressed } from '../syntax.ts'
import { isCondition, type Value } from './value.ts'
import { bindTo, isLogged } from './whole.ts'

const nested: ReadonlyMap<string, CompiledTable> = new Map([
  ['prompt_tokens_details', inputDetails],
  ['completion_tokens_details', outputDetails],
])

/** The name of a counter in Responses, or `undefined` if it does not count that. */
export function counterName(table: CompiledTable, name: string): string | undefined {
  const row = table.table.chat[name]
  if (row?.kind === 'same') return name
  if (row?.kind === 'renamed') return row.to
  return row?.kind === 'mapped' ? row.to[0] : undefined
}

export function rewriteUsage(context: Context, value: Value, table: CompiledTable = usage): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    const name = parent.getName()
    const renamed = counterName(table, name)
    if (renamed === undefined) throw new LeftAlone('result-lost', `usage.${name}`)
    if (renamed !== name) context.draft.replace(parent.getNameNode(), renamed)
    const inner = nested.get(name)
    if (inner) rewriteUsage(context, { ...value, node: parent }, inner)
    return
  }
  if (table !== usage || isCondition(outer)) return
  if (isLogged(outer)) {
    context.draft.notes.add('The names of the token counters in what is printed are those of Responses.')
    return
  }
  if (Node.isVariableDeclaration(parent)) {
    const name = parent.getNameNode()
    return Node.isObjectBindingPattern(name) ? renameCounters(context, name) : bindTo(context, value, parent)
  }
  throw new LeftAlone('result-unknown', 'usage')
}

/** `const { prompt_tokens } = completion.usage`. */
function renameCounters(context: Context, pattern: ObjectBindingPattern): undefined {
  for (const element of pattern.getElements()) {
    const member = element.getPropertyNameNode()
    const name = member?.getText() ?? element.getName()
    const renamed = counterName(usage, name)
    if (renamed === undefined || nested.has(name) || element.getDotDotDotToken()) {
      throw new LeftAlone('result-lost', `usage.${name}`)
    }
    if (renamed === name) continue
    if (member) context.draft.replace(member, renamed)
    else context.draft.insert(element.getSourceFile(), element.getStart(), `${renamed}: `)
  }
}
