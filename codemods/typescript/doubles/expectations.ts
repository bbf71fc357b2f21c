// What a test expects the double to have been called with: a chat request, or a part of one.
import type { CallExpression, ObjectLiteralExpression, SourceFile } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import type { Context } from '../native/context.ts'
import { type Draft, LeftAlone } from '../native/draft.ts'
import { rewriteRequest } from '../native/request.ts'
import { bare, literalText, member, memberName, memberValue } from '../native/syntax.ts'
import type { CallSite, RewriteOptions } from '../site.ts'

const unreadable = (what: string): LeftAlone => new LeftAlone('test-double', what)

const asks = /\.(toHaveBeenCalledWith|toHaveBeenLastCalledWith|toHaveBeenNthCalledWith|toBeCalledWith)$/

/** Brings the requests that a file expects into the form in which its callers now send them. */
export function rewriteExpectations(
  draft: Draft,
  file: SourceFile,
  sites: readonly CallSite[],
  options: RewriteOptions,
): undefined {
  for (const call of file.getDescendantsOfKind(SyntaxKind.CallExpression)) {
    const callee = call.getExpression()
    if (!Node.isPropertyAccessExpression(callee) || !asks.test(callee.getText())) continue
    const argument = requestOf(call, /Nth/.test(callee.getName()) ? 1 : 0)
    if (argument === undefined) continue
    const { literal, partial } = argument
    if (!isRequest(literal)) continue
    requireSameMessages(literal, sites)
    rewriteRequest(contextFor(draft, literal, sites, { ...options, store: options.store || partial }), literal)
  }
}

/** `{ … }`, or `expect.objectContaining({ … })`, which names a part. */
function requestOf(call: CallExpression, index: number) {
  const argument = call.getArguments()[index]
  const inner = argument && bare(argument)
  if (Node.isObjectLiteralExpression(inner)) return { literal: inner, partial: false }
  if (!Node.isCallExpression(inner) || inner.getExpression().getText() !== 'expect.objectContaining') return undefined
  const part = inner.getArguments()[0]
  return Node.isObjectLiteralExpression(part) ? { literal: part, partial: true } : undefined
}

const words =
  /^(model|messages|temperature|max_tokens|max_completion_tokens|top_p|response_format|tools|tool_choice|stream|reasoning_effort)$/

const isRequest = (literal: ObjectLiteralExpression): boolean =>
  literal.getProperties().some(each => words.test(memberName(each) ?? ''))

/** The messages take the form that those of the callers take: the same roles, written out in the same way. */
function requireSameMessages(literal: ObjectLiteralExpression, sites: readonly CallSite[]): undefined {
  const property = member(literal, 'messages')
  const expected = property && memberValue(property)
  if (expected === undefined) return
  const form = formOf(expected)
  const forms = sites.map(({ request }) => {
    const own = request && bare(request)
    const messages = Node.isObjectLiteralExpression(own) ? member(own, 'messages') : undefined
    const value = messages && memberValue(messages)
    return value && formOf(value)
  })
  if (form === undefined || forms.some(each => each !== form)) throw unreadable('the messages it expects')
}

function formOf(messages: Node): string | undefined {
  const list = bare(messages)
  if (!Node.isArrayLiteralExpression(list)) return undefined
  const forms = list.getElements().map(element => {
    const literal = bare(element)
    if (!Node.isObjectLiteralExpression(literal) || literal.getProperties().length !== 2) return undefined
    const role = member(literal, 'role')
    const content = member(literal, 'content')
    const value = content && memberValue(content)
    if (value === undefined || Node.isArrayLiteralExpression(bare(value))) return undefined
    return literalText(role && memberValue(role))
  })
  return forms.includes(undefined) ? undefined : forms.join(' ')
}

function contextFor(
  draft: Draft,
  request: ObjectLiteralExpression,
  sites: readonly CallSite[],
  options: RewriteOptions,
): Context {
  const site: CallSite = { ...draft.site, ...sites[0], sourceFile: request.getSourceFile(), request }
  return {
    site,
    options,
    draft,
    sites: new Map(),
    typed: false,
    tools: false,
    parts: new Set(),
    items: new Set(),
    reads: new Set(),
    tests: new Map(),
    seen: new Set(),
    held: new Map(),
    followed: new Set(),
  }
}
