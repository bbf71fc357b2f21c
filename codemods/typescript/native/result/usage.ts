// The token counters of a result, under the names the atlas gives them.

import type { CompiledTable } from '../../../../src/atlas/table.ts'
import { inputDetails, outputDetails, usage } from '../../../../src/atlas/usage.ts'
import { Node } from '../../morph.ts'
import { assignedTo } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { quoted } from '../print.ts'
import { dressed, literalText } from '../syntax.ts'
import { attempted } from './attempt.ts'
import { isLogged } from './logged.ts'
import { followOnward } from './onward.ts'
import { isCondition, isLoose, type Value } from './value.ts'

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
  const reads = Node.isPropertyAccessExpression(parent) || Node.isElementAccessExpression(parent)
  if (reads && parent.getExpression() === outer) return rewriteCounter(context, value, parent, table)
  if (table !== usage && Node.isBinaryExpression(parent) && isEmptyDefault(parent, outer)) {
    return rewriteUsage(context, { ...value, node: parent }, table)
  }
  if (isCondition(outer)) return
  if (table !== usage) throw new LeftAlone('result-unknown', 'the details of usage')
  if (isLogged(outer)) {
    context.draft.notes.add('The names of the token counters in what is printed are those of Responses.')
    return
  }
  if (Node.isBinaryExpression(parent) && isEmptyDefault(parent, outer)) {
    return rewriteUsage(context, { ...value, node: parent })
  }
  if (Node.isVariableDeclaration(parent) && Node.isObjectBindingPattern(parent.getNameNode())) {
    return renameCounters(context, parent.getNameNode())
  }
  if (!attempted(context, () => followOnward(context, value, outer))) writeCounters(context, value, outer)
}

/** `usage ?? {}`. */
function isEmptyDefault(whole: Node, outer: Node): boolean {
  if (!Node.isBinaryExpression(whole) || whole.getLeft() !== outer) return false
  return /^(\?\?|\|\|)$/.test(whole.getOperatorToken().getText()) && /^\(?\{\}/.test(whole.getRight().getText())
}

/** `usage.prompt_tokens`, `usage['prompt_tokens']`. */
function rewriteCounter(context: Context, value: Value, access: Node, table: CompiledTable): undefined {
  if (!Node.isPropertyAccessExpression(access) && !Node.isElementAccessExpression(access)) return
  const key = Node.isPropertyAccessExpression(access) ? access.getNameNode() : access.getArgumentExpression()
  const name = Node.isPropertyAccessExpression(access) ? access.getName() : literalText(key)
  const renamed = name === undefined ? undefined : counterName(table, name)
  if (name === undefined || key === undefined || renamed === undefined) {
    throw new LeftAlone('result-lost', `usage.${name ?? 'of any name'}`)
  }
  if (assignedTo(dressed(access))) throw new LeftAlone('result-unknown', 'a counter that is set')
  const text = Node.isPropertyAccessExpression(access) ? renamed : quoted(renamed, key.getText().charAt(0))
  if (renamed !== name) context.draft.replace(key, text)
  const inner = nested.get(name)
  if (inner) rewriteUsage(context, { ...value, node: access }, inner)
}

const counters = [
  'prompt_tokens',
  'completion_tokens',
  'total_tokens',
  'prompt_tokens_details',
  'completion_tokens_details',
] as const

/** The counters under the names of chat, for code that hands them on. */
function writeCounters(context: Context, value: Value, outer: Node): undefined {
  const parent = outer.getParent()
  const holder = value.name === undefined ? value.node.getText() : `${value.name}.usage`
  if (!/^[\w$.?!]+$/.test(holder)) throw new LeftAlone('result-unknown', 'usage')
  const steady = holder.replaceAll(/[?!]/g, '')
  const members = counters.map(name => `${name}: ${steady}.${counterName(usage, name)}`).join(', ')
  context.draft.notes.add('The counters of audio and of predictions are not there any more.')
  const name = Node.isShorthandPropertyAssignment(parent) ? `${holder}: ` : ''
  const text = `${holder.replace(/!$/, '')} && { ${members} }`
  context.draft.replace(outer, isLoose(parent, outer) ? `${name}${text}` : `(${text})`)
}

/** `const { prompt_tokens } = completion.usage`. */
function renameCounters(context: Context, pattern: Node): undefined {
  if (!Node.isObjectBindingPattern(pattern)) return
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
