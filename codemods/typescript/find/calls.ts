// Every call of Chat Completions in a file, by the shape of the callee; whose client it is, is asked later.
import type { BindingElement, CallExpression, Expression, PropertyAccessExpression, SourceFile } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import type { CallSite, ClientPart } from '../site.ts'
import { assignedMembers } from './assignments.ts'
import { declarationsOf, followAlias } from './modules.ts'

export interface ChatCall {
  readonly call: CallExpression
  readonly method: CallSite['method']
  readonly beta: boolean
  readonly client: Expression
  /** It goes through a name for a part of the client: `completions.create`. */
  readonly indirect: boolean
  /** That name, where it is the only one in between. */
  readonly part?: ClientPart | undefined
}

const methods: ReadonlySet<string> = new Set(['create', 'parse', 'stream', 'runTools'])

/** openai 4 called it runFunctions. */
const methodOf = (name: string): CallSite['method'] | undefined =>
  methods.has(name) ? (name as CallSite['method']) : name === 'runFunctions' ? 'runTools' : undefined

/** Without parentheses, `!` and `as T`. */
function bare(node: Expression): Expression {
  if (Node.isParenthesizedExpression(node) || Node.isNonNullExpression(node) || Node.isAsExpression(node))
    return bare(node.getExpression())
  return node
}

/** `a.b` and `a['b']`: the owner and the name. */
function memberOf(node: Expression): { owner: Expression; name: string } | undefined {
  const inner = bare(node)
  if (Node.isPropertyAccessExpression(inner)) return { owner: inner.getExpression(), name: inner.getName() }
  if (!Node.isElementAccessExpression(inner)) return undefined
  const key = inner.getArgumentExpression()
  return Node.isStringLiteral(key) ? { owner: inner.getExpression(), name: key.getLiteralValue() } : undefined
}

interface Completions {
  readonly client: Expression
  readonly beta: boolean
  readonly indirect: boolean
  readonly part?: ClientPart | undefined
}

/** The client of `client.chat.completions`, directly or through variables. */
function completionsOf(expression: Expression, byName: boolean, depth = 0): Completions | undefined {
  const completions = memberOf(expression)
  if (completions?.name === 'completions') {
    const chat = chatOf(completions.owner, byName, depth)
    if (chat !== undefined) return chat
  }
  return depth > 4 || !byName ? undefined : throughName(expression, 'completions', depth, completionsOf)
}

function chatOf(expression: Expression, byName: boolean, depth: number): Completions | undefined {
  const chat = memberOf(expression)
  if (chat?.name === 'chat') {
    const beta = memberOf(chat.owner)
    if (beta?.name === 'beta') return { client: beta.owner, beta: true, indirect: false }
    // `private chat = client.chat`: a class that is no client has such a member of its own.
    const own = Node.isThisExpression(chat.owner) && byName ? throughName(expression, 'chat', depth, chatOf) : undefined
    if (own !== undefined) return own
    return { client: chat.owner, beta: false, indirect: false }
  }
  return depth > 4 || !byName ? undefined : throughName(expression, 'chat', depth, chatOf)
}

/** `const completions = client.chat.completions`, `const { chat } = client`, `this.completions`. */
function throughName(
  expression: Expression,
  part: 'chat' | 'completions',
  depth: number,
  read: (expression: Expression, byName: boolean, depth: number) => Completions | undefined,
): Completions | undefined {
  const inner = bare(expression)
  const name = Node.isIdentifier(inner)
    ? inner
    : Node.isPropertyAccessExpression(inner)
      ? inner.getNameNode()
      : undefined
  if (!Node.isIdentifier(name)) return undefined
  for (const first of declarationsOf(name)) {
    for (const declaration of [first, ...followAlias(first)]) {
      if (Node.isBindingElement(declaration)) {
        const owner = declaration.getParent().getParent()
        const property = declaration.getPropertyNameNode()?.getText() ?? declaration.getName()
        if (property !== part) continue
        const whole = part === 'completions' && Node.isBindingElement(owner) ? clientAround(owner) : undefined
        if (whole !== undefined) return { client: whole, beta: false, indirect: true }
        const value = Node.isVariableDeclaration(owner) ? owner.getInitializer() : undefined
        if (value === undefined) continue
        const found = part === 'chat' ? { client: value, beta: false, indirect: false } : chatOf(value, true, depth + 1)
        return found && named(found, { declaration, holds: part })
      }
      if (!Node.isVariableDeclaration(declaration) && !Node.isPropertyDeclaration(declaration)) continue
      const value = declaration.getInitializer() ?? assignedMembers(declaration)[0]
      const found = value && value !== expression ? read(value, true, depth + 1) : undefined
      if (found !== undefined) return named(found, { declaration, holds: part })
    }
  }
  return undefined
}

/** `const { chat: { completions } } = client` */
function clientAround(chat: BindingElement): Expression | undefined {
  const owner = chat.getParent().getParent()
  const isChat = chat.getPropertyNameNode()?.getText() === 'chat'
  return isChat && Node.isVariableDeclaration(owner) ? owner.getInitializer() : undefined
}

const named = (found: Completions, part: ClientPart): Completions => ({
  ...found,
  indirect: true,
  part: found.indirect ? undefined : part,
})

function chatCallOf(call: CallExpression, byName: boolean): ChatCall | undefined {
  const callee = memberOf(call.getExpression())
  if (callee === undefined) return undefined
  if (callee.name === 'createChatCompletion') {
    return { call, method: 'createChatCompletion', beta: false, client: callee.owner, indirect: false }
  }
  const method = methodOf(callee.name)
  const completions = method && completionsOf(callee.owner, byName)
  return completions && { call, method, ...completions }
}

/** `client.chat.completions.create` that is not called there: bound, passed on, assigned to, spied on. */
export interface MethodReference {
  readonly node: Expression
  readonly client: Expression
  /** Something is put in its place: this file instruments a client. */
  readonly replaced: boolean
}

const methodName = /\b(?:create|parse|stream|runTools|runFunctions|createChatCompletion)\b/g

/** `completions` that is followed by something else than a method, or written as a member: a name for a part of a client. */
const partName = /\bcompletions\b(?!\s*[!?]?\.)(?!['"`/])|\bchat\b\s*(?:[;,})\n]|=|$)/m

/** The places where a method may be named: reading the text is many times cheaper than walking the tree. */
function* namesOf(sourceFile: SourceFile): Generator<Node> {
  for (const found of sourceFile.getFullText().matchAll(methodName)) {
    const node = sourceFile.getDescendantAtPos(found.index)
    if (Node.isIdentifier(node) || Node.isStringLiteral(node)) yield node
  }
}

export function findChatCalls(sourceFile: SourceFile): {
  readonly calls: readonly ChatCall[]
  readonly references: readonly MethodReference[]
} {
  const calls: ChatCall[] = []
  const references: MethodReference[] = []
  const byName = partName.test(sourceFile.getFullText())
  for (const name of namesOf(sourceFile)) {
    const member = name.getParent()
    if (!Node.isPropertyAccessExpression(member) && !Node.isElementAccessExpression(member)) continue
    if (Node.isPropertyAccessExpression(member) && member.getNameNode() !== name) continue
    const call = callOf(member)
    const found = call && chatCallOf(call, byName)
    if (found !== undefined) calls.push(found)
    else if (call === undefined && Node.isPropertyAccessExpression(member)) references.push(...referenceOf(member))
  }
  return { calls, references }
}

/** The call whose callee this is, through parentheses, `!` and `as T`. */
function callOf(callee: Node): CallExpression | undefined {
  let outer = callee
  for (;;) {
    const parent = outer.getParent()
    if (Node.isCallExpression(parent)) return parent.getExpression() === outer ? parent : undefined
    const dressing =
      Node.isParenthesizedExpression(parent) || Node.isNonNullExpression(parent) || Node.isAsExpression(parent)
    if (!dressing) return undefined
    outer = parent
  }
}

function referenceOf(node: PropertyAccessExpression): MethodReference[] {
  if (methodOf(node.getName()) === undefined || memberOf(node.getExpression())?.name !== 'completions') return []
  if (node.getFirstAncestorByKind(SyntaxKind.TypeQuery) !== undefined) return []
  const completions = completionsOf(node.getExpression(), false)
  return completions === undefined ? [] : [{ node, client: completions.client, replaced: isReplaced(node) }]
}

/** `client.chat.completions.create = …` */
function isReplaced(node: Expression): boolean {
  const parent = node.getParent()
  return Node.isBinaryExpression(parent) && parent.getLeft() === node && parent.getOperatorToken().getText() === '='
}
