// Where a test puts its double: `chat.completions` of a hand-made client, of a spied one, and the URL of the server.
import type { SourceFile, StringLiteral } from 'ts-morph'
import { isRoute } from '../find/raw.ts'
import { pathOf } from '../http/url.ts'
import { Node, SyntaxKind } from '../morph.ts'
import { type Draft, LeftAlone } from '../native/draft.ts'
import { bare, indentAt, member, memberName, memberValue } from '../native/syntax.ts'

const unreadable = (what: string): LeftAlone => new LeftAlone('test-double', what)

/** `chat: { completions: { create } }` and `chat = { completions: { create } }` to `responses: { create }`. */
export function rewriteClients(draft: Draft, file: SourceFile): number {
  let found = 0
  for (const node of file.getDescendants()) {
    const holder = holderOf(node)
    const chat = holder && bare(holder.value)
    const completions = Node.isObjectLiteralExpression(chat) ? member(chat, 'completions') : undefined
    const inner = completions && memberValue(completions)
    if (holder === undefined || !Node.isObjectLiteralExpression(chat) || inner === undefined) continue
    if (chat.getProperties().length > 1 || !Node.isObjectLiteralExpression(inner)) throw unreadable('chat')
    if (inner.getProperties().some(each => !/^(create|parse)$/.test(memberName(each) ?? ''))) throw unreadable('chat')
    draft.replace(holder.name, 'responses')
    draft.change(file, chat.getStart(), inner.getStart())
    draft.change(file, inner.getEnd(), chat.getEnd())
    retype(draft, holder.value)
    dedent(draft, node, inner)
    found++
  }
  return found
}

/** A member called `chat`, or `client.chat = …`, and what it is set to. */
function holderOf(node: Node): { readonly name: Node; readonly value: Node } | undefined {
  if (Node.isPropertyAssignment(node) || Node.isPropertyDeclaration(node)) {
    const value = node.getName() === 'chat' ? node.getInitializer() : undefined
    return value && { name: node.getNameNode(), value }
  }
  if (!Node.isBinaryExpression(node) || node.getOperatorToken().getText() !== '=') return undefined
  const left = node.getLeft()
  const isChat = Node.isPropertyAccessExpression(left) && left.getName() === 'chat'
  return isChat ? { name: left.getNameNode(), value: node.getRight() } : undefined
}

/** `{ … } as unknown as OpenAI.Chat` */
function retype(draft: Draft, value: Node): undefined {
  if (!Node.isAsExpression(value)) return
  const type = value.getTypeNode()
  const text = type?.getText() ?? ''
  if (/\bChat$/.test(text) && type) draft.replace(type, text.replace(/\bChat$/, 'Responses'))
  else if (!/^(any|never|unknown)$/.test(text)) throw unreadable(text)
}

/** The lines of what was further in; not those of texts, nor of what is written anew. */
function dedent(draft: Draft, property: Node, inner: Node): undefined {
  const file = inner.getSourceFile()
  const text = file.getFullText()
  const extra = indentAt(text, inner.getEnd() - 1).length - indentAt(text, property.getStart()).length
  if (extra <= 0) return
  for (let at = text.indexOf('\n', inner.getStart()); at >= 0 && at < inner.getEnd(); at = text.indexOf('\n', at + 1)) {
    const start = at + 1
    if (!/^[ \t]+$/.test(text.slice(start, start + extra))) continue
    const node = file.getDescendantAtPos(start)
    const isText = node !== undefined && node.getStart() < start && /Template/.test(node.getKindName())
    const isNew = draft.changes.get(file)?.some(change => change.start <= start && change.end >= start + extra)
    if (!isText && !isNew) draft.change(file, start, start + extra)
  }
}

/** `client.chat.completions`, spied upon or asked what it was called with. */
export function rewriteAccesses(draft: Draft, file: SourceFile): number {
  let found = 0
  for (const access of file.getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)) {
    const chat = access.getExpression()
    if (access.getName() !== 'completions' || !Node.isPropertyAccessExpression(chat) || chat.getName() !== 'chat')
      continue
    if (/\.beta$/.test(chat.getExpression().getText())) throw unreadable('beta')
    draft.change(file, chat.getNameNode().getStart(), access.getNameNode().getEnd(), 'responses')
    found++
  }
  return found
}

/** URLs that msw, nock or an expectation names. Reading the text is many times cheaper than walking the tree. */
export function urlsIn(file: SourceFile): StringLiteral[] {
  return [...file.getFullText().matchAll(/chat\/completions/g)]
    .map(({ index }) => file.getDescendantAtPos(index))
    .filter(Node.isStringLiteral)
    .filter(each => /^(https?:|\/|\*)[^\s]*\/chat\/completions\/?$/.test(each.getLiteralText()))
}

export function rewriteUrls(draft: Draft, file: SourceFile): number {
  const urls = urlsIn(file)
  for (const url of urls) {
    const call = url.getFirstAncestor(Node.isCallExpression)
    const isExpected =
      call !== undefined && /\.(toHaveBeenCalledWith|toBe|toEqual)$/.test(call.getExpression().getText())
    const isNock = call !== undefined && /\bnock\(/.test(call.getExpression().getText())
    if (call === undefined || !(isExpected || isNock || isRoute(call))) throw unreadable('the URL')
    if (isNock && call.getArguments().length > 1) throw unreadable('the body that nock expects')
    const { start, end } = pathOf(url)
    draft.change(file, start, end, 'responses')
  }
  return urls.length
}
