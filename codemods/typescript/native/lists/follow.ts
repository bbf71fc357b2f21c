// Lists that are not written into the request, of messages or of tools: followed to every place that fills them.
import type { CallExpression, Expression } from 'ts-morph'
import { Node } from '../../morph.ts'
import { assignedTo, declarationOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { setField } from '../field.ts'
import { returnsOf } from '../functions.ts'
import { bare, isNullish } from '../syntax.ts'
import { importedFromSdk, retype } from '../types.ts'
import { followContainer } from './containers.ts'
import { followDeclaration } from './declaration.ts'
import { followFlatMapped, followMapped, followReduced } from './derived.ts'
import { isPlainMember } from './entries.ts'
import { followElementMaker, followMaker } from './made.ts'
import { isCheckedList } from './schema.ts'
import { readSelection } from './selection.ts'
import type { Subject } from './subject.ts'

const derived: ReadonlySet<string> = new Set(['slice', 'filter', 'reverse', 'toReversed', 'flat'])

/** What stands inside parentheses and assertions, whose types go along. */
function undress(context: Context, expression: Node): Node {
  let node = expression
  for (;;) {
    if (Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isTypeAssertion(node)) {
      retype(context, node.getTypeNode())
      node = node.getExpression()
    } else if (Node.isParenthesizedExpression(node) || Node.isNonNullExpression(node)) node = node.getExpression()
    else return node
  }
}

/** A list of messages. */
export function followList(context: Context, subject: Subject, list: Node): undefined {
  const node = undress(context, list)
  if (context.seen.has(node)) return
  context.seen.add(node)
  if (isNullish(node)) return
  if (Node.isArrayLiteralExpression(node)) {
    for (const element of node.getElements()) {
      if (Node.isSpreadElement(element)) followList(context, subject, element.getExpression())
      else followElementOf(context, subject, element)
    }
    return
  }
  if (Node.isIdentifier(node)) return followDeclaration(context, subject, node)
  if (Node.isConditionalExpression(node)) {
    followList(context, subject, node.getWhenTrue())
    return followList(context, subject, node.getWhenFalse())
  }
  if (Node.isBinaryExpression(node)) {
    if (node.getOperatorToken().getText() !== '&&') followList(context, subject, node.getLeft())
    return followList(context, subject, node.getRight())
  }
  if (Node.isAwaitExpression(node)) return followList(context, subject, node.getExpression())
  if (Node.isCallExpression(node)) return followCall(context, subject, node)
  if (Node.isPropertyAccessExpression(node)) {
    return isCheckedList(node) ? undefined : followDeclaration(context, subject, node.getNameNode())
  }
  if (Node.isElementAccessExpression(node)) return followContainer(context, subject, bare(node.getExpression()))
  throw new LeftAlone(subject.unknown)
}

function followCall(context: Context, subject: Subject, call: CallExpression): undefined {
  const callee: Expression = call.getExpression()
  const given = call.getArguments()
  if (Node.isPropertyAccessExpression(callee)) {
    const name = callee.getName()
    const list = callee.getExpression()
    if (derived.has(name)) {
      readSelection(context, subject, { list, method: name, call })
      return followList(context, subject, list)
    }
    if (name === 'concat') {
      for (const each of [list, ...given]) followListOrElement(context, subject, each)
      return
    }
    if (callee.getText() === 'Promise.all' && given[0]) return followList(context, subject, given[0])
    if (callee.getText() === 'Array.from' && given[1]) return followMapped(context, subject, given[1])
    if (name === 'map') return followMapped(context, subject, given[0])
    if (name === 'flatMap') return followFlatMapped(context, subject, given[0])
    if (name === 'reduce') return followReduced(context, subject, call)
    if (name === 'get' && given.length === 1 && isKept(list)) return followContainer(context, subject, bare(list))
  }
  if (callee.getText() === 'structuredClone' && given[0]) return followList(context, subject, given[0])
  const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee
  const made = Node.isIdentifier(name) ? declarationOf(name) : undefined
  const returned = made && returnsOf(made)
  if (returned === undefined) throw new LeftAlone(subject.unknown, 'the result of a function')
  if (subject.isPlainList(returned.type)) return
  followMaker(context, subject, returned)
}

/** An argument of `concat` may be either. */
function followListOrElement(context: Context, subject: Subject, given: Node): undefined {
  if (Node.isObjectLiteralExpression(given)) return followElementOf(context, subject, given)
  followList(context, subject, given)
}

/** A variable or field that is made as a Map. */
function isKept(list: Node): boolean {
  const node = bare(list)
  const name = Node.isPropertyAccessExpression(node) ? node.getNameNode() : node
  const set = setField(name)?.uses.flatMap(use => assignedTo(use)?.value ?? [])
  if (set) return set.length > 0 && set.every(Node.isNewExpression)
  const declaration = declarationOf(name)
  const held = Node.isVariableDeclaration(declaration) || Node.isPropertyDeclaration(declaration)
  return held && Node.isNewExpression(declaration.getInitializer())
}

/** One message. */
export function followElementOf(context: Context, subject: Subject, message: Node): undefined {
  const node = undress(context, message)
  if (context.seen.has(node)) return
  context.seen.add(node)
  if (isNullish(node) || Node.isFalseLiteral(node)) return
  if (Node.isBinaryExpression(node)) {
    if (node.getOperatorToken().getText() !== '&&') followElementOf(context, subject, node.getLeft())
    return followElementOf(context, subject, node.getRight())
  }
  if (Node.isObjectLiteralExpression(node)) {
    subject.rewrite(context, node)
    return
  }
  if (Node.isConditionalExpression(node)) {
    followElementOf(context, subject, node.getWhenTrue())
    return followElementOf(context, subject, node.getWhenFalse())
  }
  if (Node.isIdentifier(node)) return followOne(context, subject, node)
  if (Node.isPropertyAccessExpression(node) && isPlainMember(subject, node)) return
  if (Node.isCallExpression(node)) {
    const callee = node.getExpression()
    const own = Node.isIdentifier(callee) && !importedFromSdk(callee)
    const made = own ? declarationOf(callee) : undefined
    const returned = made && returnsOf(made)
    if (returned) return followElementMaker(context, subject, returned)
  }
  subject.foreign(context, node)
}

/** A variable that holds one message. */
function followOne(context: Context, subject: Subject, identifier: Node): undefined {
  const declaration = declarationOf(identifier)
  if (Node.isParameterDeclaration(declaration)) {
    const type = declaration.getTypeNode()
    if (type && subject.isPlainElement(type)) return
  }
  if (!Node.isVariableDeclaration(declaration)) {
    subject.foreign(context, identifier)
    return
  }
  const type = declaration.getTypeNode()
  const initializer = declaration.getInitializer()
  if (type && subject.isPlainElement(type)) return
  if (initializer === undefined) throw new LeftAlone(subject.unknown, 'a message that is set later')
  if (!Node.isObjectLiteralExpression(undress(context, initializer))) {
    subject.foreign(context, identifier)
    return
  }
  retype(context, type)
  followElementOf(context, subject, initializer)
  for (const use of declaration.findReferencesAsNodes()) {
    const listed = Node.isArrayLiteralExpression(use.getParent()) || isAddedToFollowed(context, use)
    if (use !== declaration.getNameNode() && !listed) subject.read(context, use)
  }
}

/** `list.push(message)`, where the list is being followed itself. */
function isAddedToFollowed(context: Context, use: Node): boolean {
  const call = use.getParent()
  const callee = Node.isCallExpression(call) ? call.getExpression() : undefined
  if (!Node.isPropertyAccessExpression(callee) || !/^(push|unshift)$/.test(callee.getName())) return false
  const list = bare(callee.getExpression())
  const declaration = declarationOf(Node.isPropertyAccessExpression(list) ? list.getNameNode() : list)
  return declaration !== undefined && context.seen.has(declaration)
}
