// From a request without the SDK to its parsed answer, which is followed as the result of the SDK's call is.
import { Node, SyntaxKind } from '../morph.ts'
import { usesInFile } from '../native/bindings.ts'
import type { Context } from '../native/context.ts'
import { LeftAlone } from '../native/draft.ts'
import { returnsOf } from '../native/functions.ts'
import { follow } from '../native/result/follow.ts'
import { followVariable } from '../native/result/variables.ts'
import { dressed } from '../native/syntax.ts'
import type { Exchange, Sender } from './exchange.ts'
import { isTyped } from './typed.ts'

/** Members of an answer that are about HTTP, and stay. */
const aboutHttp = /^(ok|status|statusText|statusCode|headers|url|redirected|request|config)$/

export function rewriteAnswer(context: Context, { sender }: Exchange): undefined {
  const { call } = context.site
  if (sender === 'parsed') return followJson(context, call)
  followPromised(context, sender, call)
}

const lost = (what: string): LeftAlone => new LeftAlone('result-unknown', what)

/** The body, parsed or a promise of that. */
function followJson(context: Context, node: Node): undefined {
  follow(context, { kind: 'promise', node, origin: node, optional: false })
}

/** What a sender's call gives: awaited, given a callback, or asked for its body on the spot. */
function followPromised(context: Context, sender: Sender, node: Node): undefined {
  const outer = dressed(node)
  const parent = outer.getParent()
  if (Node.isAwaitExpression(parent)) return followValue(context, sender, parent)
  if (!Node.isPropertyAccessExpression(parent)) throw lost('a promise of an answer')
  const call = parent.getParent()
  if (!Node.isCallExpression(call)) throw lost('a promise of an answer')
  if (sender === 'got' && parent.getName() === 'json') return followParsed(context, call)
  if (parent.getName() === 'then') return followThen(context, sender, call)
  if (parent.getName() === 'catch' || parent.getName() === 'finally') return followPromised(context, sender, call)
  throw lost(`.${parent.getName()}`)
}

function followParsed(context: Context, call: Node): undefined {
  if (context.followed.has(call)) return
  if (Node.isCallExpression(call) && (call.getTypeArguments().length > 0 || isTyped(call)))
    throw lost('a declared type')
  followJson(context, call)
}

/** An answer that is there: kept in a variable, or read at once. */
function followValue(context: Context, sender: Sender, node: Node): undefined {
  const outer = dressed(node)
  const parent = outer.getParent()
  if (Node.isVariableDeclaration(parent)) return followHolder(context, sender, parent.getNameNode())
  if (Node.isBinaryExpression(parent) && parent.getOperatorToken().getKind() === SyntaxKind.EqualsToken) {
    const left = parent.getLeft()
    if (parent.getRight() === outer && Node.isIdentifier(left)) return followAssigned(context, sender, left, outer)
  }
  if (Node.isPropertyAccessExpression(parent)) return followMember(context, sender, parent)
  throw lost('an answer as a whole')
}

/** `response = await fetch(…)`, where nothing else is put into the variable. */
function followAssigned(context: Context, sender: Sender, name: Node, value: Node): undefined {
  for (const use of usesInFile(name)) {
    const parent = use.getParent()
    if (Node.isVariableDeclaration(parent) && parent.getNameNode() === use) {
      if (parent.getInitializer() !== undefined) throw lost('a variable that holds other answers')
      continue
    }
    const assigns = Node.isBinaryExpression(parent) && parent.getLeft() === use
    if (assigns && parent.getRight() !== value) throw lost('a variable that holds other answers')
    if (!assigns) followUse(context, sender, use)
  }
}

function followHolder(context: Context, sender: Sender, name: Node | undefined): undefined {
  if (Node.isIdentifier(name)) {
    for (const use of usesInFile(name)) followUse(context, sender, use)
    return
  }
  if (!Node.isObjectBindingPattern(name) || sender !== 'axios') throw lost('an answer as a whole')
  for (const element of name.getElements()) {
    const member = element.getPropertyNameNode()?.getText() ?? element.getName()
    const target = element.getNameNode()
    if (element.getDotDotDotToken()) throw lost('an answer as a whole')
    if (member !== 'data') continue
    if (!Node.isIdentifier(target) || element.getInitializer()) throw lost('a destructured answer')
    followVariable(context, { kind: 'completion', node: target, origin: target, optional: false }, target)
  }
}

function followUse(context: Context, sender: Sender, use: Node): undefined {
  const outer = dressed(use)
  const parent = outer.getParent()
  if (Node.isPropertyAccessExpression(parent)) return followMember(context, sender, parent)
  if (Node.isPrefixUnaryExpression(parent) || Node.isIfStatement(parent)) return
  throw lost('an answer as a whole')
}

function followMember(context: Context, sender: Sender, access: Node): undefined {
  if (!Node.isPropertyAccessExpression(access)) throw lost('an answer as a whole')
  const name = access.getName()
  if (aboutHttp.test(name)) return
  if (sender === 'axios' && name === 'data') {
    return follow(context, { kind: 'completion', node: access, origin: access, optional: access.hasQuestionDotToken() })
  }
  // What an error says is the same on both sides.
  if (/^(json|text)$/.test(name) && isForErrors(access)) return
  const call = access.getParent()
  if (sender !== 'axios' && name === 'json' && Node.isCallExpression(call)) return followParsed(context, call)
  throw lost(`.${name}`)
}

/** Inside `if (!response.ok) { … }`, whatever comes after it in the same block is another matter. */
function isForErrors(access: Node): boolean {
  for (const branch of access.getAncestors()) {
    const condition = branch.getParent()
    if (!Node.isIfStatement(condition) || condition.getThenStatement() !== branch) continue
    const text = condition.getExpression().getText()
    if (/^!\(?[\w$]+\.ok\)?\b|\.status(Code)?\s*(!==?\s*200|>=\s*[34]00|>\s*299)/.test(text)) return true
  }
  return false
}

/** `.then(response => response.json())`: what the callback gives is what the promise brings. */
function followThen(context: Context, sender: Sender, call: Node): undefined {
  const [callback] = Node.isCallExpression(call) ? call.getArguments() : []
  if (!Node.isArrowFunction(callback) && !Node.isFunctionExpression(callback)) throw lost('.then')
  const [parameter] = callback.getParameters()
  if (parameter === undefined || (parameter.getTypeNode() && sender === 'axios')) throw lost('.then')
  const returned = sender === 'axios' ? [] : (returnsOf(callback)?.expressions ?? [])
  const parsed = returned.filter(each => /\.json\(\)$/.test(each.getText()))
  if (parsed.length > 0 && parsed.length !== returned.length) throw lost('.then')
  for (const each of parsed) context.followed.add(each)
  followHolder(context, sender, parameter.getNameNode())
  if (parsed.length > 0) followJson(context, call)
}
