// One call of a tool: `id` is `call_id`, and what was under `function` is the call itself.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone, spanOf } from '../draft.ts'
import { quoted } from '../print.ts'
import { bare, dressed, literalText } from '../syntax.ts'
import { retype } from '../types.ts'
import { isLogged, noteShape } from './logged.ts'
import { followOnward } from './onward.ts'
import { dropGuard } from './stream.ts'
import { isCondition, type Value } from './value.ts'
import { followVariable } from './variables.ts'

export function followCall(context: Context, node: Node): undefined {
  const outer = dressed(node)
  const parent = outer.getParent()
  if (Node.isVariableDeclaration(parent)) {
    retype(context, parent.getTypeNode())
    return followName(context, parent.getNameNode())
  }
  rewriteCall(context, { kind: 'call', node, origin: node, optional: false })
}

export function followName(context: Context, name: Node | undefined): undefined {
  if (Node.isIdentifier(name)) {
    return followVariable(context, { kind: 'call', node: name, origin: name, optional: false }, name)
  }
  if (!Node.isObjectBindingPattern(name)) throw new LeftAlone('result-unknown', 'a call')
  context.draft.replace(name, '{ ', flattened(name), ' }')
}

const renamed: Readonly<Record<string, string>> = {
  id: 'call_id',
  name: 'name',
  arguments: 'arguments',
  parsed_arguments: 'parsed_arguments',
}

/** `{ id, function: { name } }` to `call_id: id, name`. */
function flattened(pattern: Node): string {
  const elements = Node.isObjectBindingPattern(pattern) ? pattern.getElements() : []
  const texts = elements.map(element => {
    const member = element.getPropertyNameNode()?.getText() ?? element.getName()
    const name = element.getNameNode()
    if (member === 'function' && Node.isObjectBindingPattern(name)) return flattened(name)
    const to = renamed[member]
    if (to === undefined || !Node.isIdentifier(name) || element.getInitializer()) {
      throw new LeftAlone('result-unknown', 'a destructured call')
    }
    return to === name.getText() ? to : `${to}: ${name.getText()}`
  })
  return texts.join(', ')
}

/** One call, or its `function`. */
export function rewriteCall(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    return rewriteMember(context, value, outer, parent)
  }
  if (isCondition(outer)) return
  if (isLogged(outer)) return noteShape(context)
  if (asksForFunction(context, value, parent)) return
  if (Node.isVariableDeclaration(parent) && !Node.isIdentifier(parent.getNameNode())) {
    dropFunction(context, value)
    return followName(context, parent.getNameNode())
  }
  if (!followOnward(context, value, outer)) throw new LeftAlone('result-unknown', 'a call as a whole')
  dropFunction(context, value)
}

/** `'function' in toolCall`, of what is no custom call. */
function asksForFunction(context: Context, { kind, node }: Value, question: Node | undefined): boolean {
  if (kind !== 'call' || !Node.isBinaryExpression(question) || question.getOperatorToken().getText() !== 'in')
    return false
  const asked = question.getLeft()
  if (literalText(asked) !== 'function') return false
  const quote = asked.getText().charAt(0)
  context.draft.replace(question, spanOf(node), `.type === ${quoted('function_call', quote)}`)
  return true
}

/** `toolCall.function` is the call itself. */
function dropFunction(context: Context, { kind, node, origin }: Value): undefined {
  if (kind === 'function' && node !== origin) context.draft.change(node.getSourceFile(), origin.getEnd(), node.getEnd())
}

function rewriteMember(context: Context, value: Value, outer: Node, access: Node): undefined {
  if (!Node.isPropertyAccessExpression(access)) return
  const { draft } = context
  const name = access.getName()
  if (value.kind === 'function') {
    if (renamed[name] !== name) throw new LeftAlone('result-lost', `call.${name}`)
    if (value.node === value.origin) return
    const asks = /\?\./.test(access.getText().slice(value.origin.getEnd() - access.getStart()))
    draft.change(access.getSourceFile(), value.origin.getEnd(), access.getNameNode().getStart(), asks ? '?.' : '.')
    return
  }
  if (name === 'function') return rewriteCall(context, { ...value, kind: 'function', node: access, origin: outer })
  if (name === 'id') return void draft.replace(access.getNameNode(), 'call_id')
  const comparison = access.getParent()
  const kind = Node.isBinaryExpression(comparison) ? bare(comparison.getRight()) : undefined
  if (
    Node.isBinaryExpression(comparison) &&
    comparison.getOperatorToken().getText() === '!==' &&
    dropGuard(context, access)
  )
    return
  if (name === 'type' && isRuledOut(access)) return
  if (name !== 'type' || kind?.getText().slice(1, -1) !== 'function') throw new LeftAlone('result-lost', `call.${name}`)
  draft.replace(kind, quoted('function_call', kind.getText().charAt(0)))
}

/** `if (call.type !== 'function') throw new Error(call.type)`: where there are functions only, it never comes to that. */
function isRuledOut(access: Node): boolean {
  const asked = access.getText()
  const branch = access.getFirstAncestor(each => {
    if (!Node.isIfStatement(each) || !each.getThenStatement().containsRange(access.getPos(), access.getEnd()))
      return false
    const condition = each.getExpression()
    return (
      Node.isBinaryExpression(condition) &&
      /^!==?$/.test(condition.getOperatorToken().getText()) &&
      condition.getLeft().getText() === asked &&
      literalText(condition.getRight()) === 'function'
    )
  })
  return branch !== undefined
}
