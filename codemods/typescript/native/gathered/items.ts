// Gathered calls kept as the items they are: everything that reads the list reads items, and what is sent back is the list.
import type { ObjectLiteralExpression } from 'ts-morph'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { quoted } from '../print.ts'
import { follow } from '../result/follow.ts'
import { isCondition } from '../result/value.ts'
import { bare, dressed, isNullish, literalText, member, memberName, memberValue } from '../syntax.ts'
import { isText } from '../text.ts'
import { namespaceIn, retype, sdkName } from '../types.ts'
import type { Holder } from './holder.ts'

/** @throws {LeftAlone} */
export function followItems(context: Context, holder: Holder, quote: string): boolean {
  retypeHolder(context, holder)
  context.held.set(holder.declaration, 'calls')
  context.draft.shared.add(holder.declaration)
  const goesBack = holder.uses.some(sentBack)
  for (const use of holder.uses) {
    const message = sentBack(use)
    if (message) sendCallsBack(context, message, holder.name, quote)
    else if (isCondition(dressed(use))) throw new LeftAlone('result-unknown', 'a list that is always there')
    else if (isShownWhole(use) && !(goesBack && isLogged(use)))
      throw new LeftAlone('result-unknown', 'calls that are shown as they are')
    else follow(context, { kind: 'callList', node: use, origin: use, optional: false })
  }
  return true
}

/** `JSON.stringify(calls)`, `console.log(calls)`, `return calls`: an item has other members than a call of the caller's. */
function isShownWhole(use: Node): boolean {
  const outer = dressed(use)
  const parent = outer.getParent()
  if (Node.isReturnStatement(parent)) return true
  const callee =
    Node.isCallExpression(parent) && parent.getExpression() !== outer ? parent.getExpression().getText() : ''
  return /^(console\.\w+|JSON\.stringify)$/.test(callee)
}

const isLogged = (use: Node): boolean =>
  use.getAncestors().some(each => Node.isCallExpression(each) && /^console\.\w+$/.test(each.getExpression().getText()))

/** A list of the SDK's calls, of calls written out, or of anything. */
function retypeHolder(context: Context, { declaration }: Holder): undefined {
  const annotation = declaration.getTypeNode()
  const initializer = declaration.getInitializer()
  if (initializer && bare(initializer) !== initializer) throw new LeftAlone('result-unknown', 'a declared type')
  if (annotation === undefined || /^(any|unknown)\[\]$|^Array<(any|unknown)>$/.test(annotation.getText())) return
  const namespace = namespaceIn(declaration)
  if (/^(\{[^[\]]*\}\[\]|Array<\{[^[\]]*\}>)$/.test(annotation.getText()) && namespace) {
    context.draft.replace(annotation, `${namespace}.Responses.ResponseFunctionToolCall[]`)
    return
  }
  const element = Node.isArrayTypeNode(annotation) ? annotation.getElementTypeNode() : undefined
  if (element === undefined || sdkName(element) === undefined) throw new LeftAlone('result-unknown', 'a declared type')
  retype(context, annotation)
}

/** `{ role: 'assistant', content, tool_calls: calls }` among the messages. */
export function sentBack(use: Node): ObjectLiteralExpression | undefined {
  const property = use.getParent()
  const named = Node.isPropertyAssignment(property) || Node.isShorthandPropertyAssignment(property)
  if (!named || memberName(property) !== 'tool_calls') return undefined
  const message = property.getParent()
  const place = message?.getParent()
  if (!Node.isObjectLiteralExpression(message)) return undefined
  const pushed = Node.isCallExpression(place) && /\.push$/.test(place.getExpression().getText())
  return pushed || Node.isArrayLiteralExpression(place) ? message : undefined
}

const members: ReadonlySet<string | undefined> = new Set(['role', 'content', 'tool_calls'])

/** What was said, if anything was, and the calls. */
function sendCallsBack(context: Context, message: ObjectLiteralExpression, calls: string, quote: string): undefined {
  const content = member(message, 'content')
  const said = content && memberValue(content)
  if (!message.getProperties().every(each => members.has(memberName(each)))) {
    throw new LeftAlone('messages-unknown', 'a message that is sent back')
  }
  context.draft.answered.add(message)
  context.items.add(message)
  const text = said && spokenText(said)
  const role = `role: ${quoted('assistant', quote)}${context.typed ? ' as const' : ''}`
  const words =
    text === undefined ? '' : `...(${text} ? [{ ${role}, content${text === 'content' ? '' : `: ${text}`} }] : []), `
  context.draft.replace(message, `${words}...${calls}`)
}

/** `text || null`: the text, which may be empty. */
function spokenText(said: Node): string | undefined {
  const node = bare(said)
  if (isNullish(node) || literalText(node) === '') return undefined
  if (Node.isBinaryExpression(node) && /^(\?\?|\|\|)$/.test(node.getOperatorToken().getText())) {
    const fallback = node.getRight()
    if (isNullish(fallback) || literalText(fallback) === '') return spokenText(node.getLeft())
  }
  if (!Node.isIdentifier(node) || !isText(node)) throw new LeftAlone('content-unknown', 'a message that is sent back')
  return node.getText()
}
