// `messages` of a request: a literal goes through the converter as a whole; a variable is followed to where it is filled.
import type { ArrayLiteralExpression, Expression, ObjectLiteralExpression } from 'ts-morph'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { spanOf } from '../draft.ts'
import { followElementOf, followList } from '../lists/follow.ts'
import { removeListed, renameMember, separatorAfter } from '../literal-edits.ts'
import { bare, literalText, member, memberValue } from '../syntax.ts'
import { rewriteContent } from './content.ts'
import { needsSystemInInput } from './json-word.ts'
import { messages } from './subject.ts'

/** Gives the members of the Responses request that `messages` becomes. */
export function rewriteMessages(
  context: Context,
  request: ObjectLiteralExpression,
  property: Node,
  value: Expression,
): readonly string[] {
  const literal = bare(value)
  if (Node.isArrayLiteralExpression(literal)) {
    return rewriteLiteral(context, request, property, value, literal)
  }
  followList(context, messages, value)
  renameMember(context.draft, property, 'input')
  return ['input']
}

function rewriteLiteral(
  context: Context,
  request: ObjectLiteralExpression,
  property: Node,
  value: Expression,
  literal: ArrayLiteralExpression,
): readonly string[] {
  const { draft } = context
  const elements = literal.getElements()
  const [first] = elements
  const system = first && plainText(first, 'system')
  const rest = system ? elements.slice(1) : elements
  const whole = rest.length > 0 && !hasComments(literal) && value === literal
  const hoisted = whole && !needsSystemInInput(request, rest) ? system : undefined
  for (const element of elements) {
    if (element === first && hoisted) continue
    if (Node.isSpreadElement(element)) followList(context, messages, element.getExpression())
    else followElementOf(context, messages, element)
  }
  if (hoisted) rewriteContent(context, 'system', hoisted)
  const [only] = rest
  const lone = only && rest.length === 1 ? plainText(only, 'user') : undefined
  const separator = separatorAfter(property, request)
  const before = hoisted ? ['instructions: ', spanOf(hoisted), separator] : []
  if (lone && (hoisted || elements.length === 1) && !hasComments(literal) && isOneText(context, lone)) {
    draft.replace(property, ...before, 'input: ', spanOf(lone))
  } else if (hoisted && first) {
    draft.replace(property, ...before, 'input: ', spanOf(value))
    removeListed(draft, elements, new Set([first]))
  } else renameMember(draft, property, 'input')
  return hoisted ? ['instructions', 'input'] : ['input']
}

/** A text, not a list of parts: only a text can stand for the whole input. */
function isOneText(context: Context, content: Expression): boolean {
  return !context.parts.has(content)
}

/** The content of a message that is nothing but a role and its content. */
function plainText(element: Expression, role: string): Expression | undefined {
  const literal = bare(element)
  if (!Node.isObjectLiteralExpression(literal) || literal.getProperties().length !== 2) return undefined
  const said = member(literal, 'role')
  const content = member(literal, 'content')
  const text = content && memberValue(content)
  if (!said || !text || literalText(memberValue(said)) !== role || Node.isArrayLiteralExpression(bare(text)))
    return undefined
  return text
}

/** Comments between the messages, which would be lost with them. */
function hasComments(literal: ArrayLiteralExpression): boolean {
  const text = literal.getSourceFile().getFullText()
  let position = literal.getStart()
  let between = ''
  for (const element of literal.getElements()) {
    const inner = bare(element)
    const content = Node.isObjectLiteralExpression(inner) ? member(inner, 'content') : undefined
    const node = (content && memberValue(content)) ?? element
    between += text.slice(position, node.getStart())
    position = node.getEnd()
  }
  return /\/\/|\/\*/.test(between + text.slice(position, literal.getEnd()))
}
