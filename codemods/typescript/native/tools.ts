// Tools, in the request or in a variable next to it.
import type { Expression } from 'ts-morph'
import { Node } from '../morph.ts'
import { align } from './align.ts'
import type { Context } from './context.ts'
import { convertRequest } from './convert.ts'
import { spreadFunction, wrapFunction } from './definition.ts'
import { LeftAlone } from './draft.ts'
import { replaceHelper } from './helpers.ts'
import { followList } from './lists/follow.ts'
import { isMemberOfRequest, type Subject } from './lists/subject.ts'
import { renameMember } from './literal-edits.ts'
import { attempt } from './messages/message.ts'
import { isCondition } from './result/value.ts'
import { type HoleShape, Sketch } from './sketch.ts'
import { bare, member, memberValue } from './syntax.ts'

/** Members that say the same whatever the tools look like. */
const blind: ReadonlySet<string> = new Set(['length', 'slice'])

export const tools: Subject = {
  accepts: (context, property) => isMemberOfRequest(context, property, 'tools'),
  unknown: 'request-unknown',
  rewrite: rewriteTool,
  read(context, node) {
    const parent = node.getParent()
    if (Node.isPropertyAccessExpression(parent) && blind.has(parent.getName())) return
    if (readsFunction(context, node, parent)) return
    if (!isCondition(node)) throw new LeftAlone('request-unknown', 'other code reads the tools')
  },
  foreign(context, node) {
    if (!replaceHelper(context, node, 'zodFunction', 'zodResponsesFunction')) {
      throw new LeftAlone('request-unknown', 'tools')
    }
  },
  isPlainList: () => false,
  isPlainElement: () => false,
}

/** `tool.function.name`, whose members are the tool's own over there. */
function readsFunction(context: Context, tool: Node, access: Node | undefined): boolean {
  const member = access?.getParent()
  if (!Node.isPropertyAccessExpression(access) || access.getName() !== 'function') return false
  if (!Node.isPropertyAccessExpression(member) || !/^(name|description)$/.test(member.getName())) return false
  context.draft.change(tool.getSourceFile(), tool.getEnd(), member.getNameNode().getStart(), '.')
  return true
}

export function rewriteTools(context: Context, value: Expression): void {
  followList(context, tools, value)
}

/** `functions: [weather, news]`: definitions that are kept apart. `false` where one of them is written there. */
export function rewriteFunctions(context: Context, property: Node, value: Expression): boolean {
  const list = bare(value)
  if (!Node.isArrayLiteralExpression(list) || !list.getElements().every(Node.isIdentifier)) return false
  for (const element of list.getElements()) {
    if (!wrapFunction(context, element)) throw new LeftAlone('request-unknown', 'functions')
  }
  renameMember(context.draft, property, 'tools')
  return true
}

/** Members of a function that are objects, whatever they are written as. */
const objects: readonly string[] = ['parameters']

function rewriteTool(context: Context, element: Expression): void {
  const literal = bare(element)
  if (spreadFunction(context, literal)) return
  const sketch = new Sketch(shapesOf(literal))
  const before = sketch.of(element)
  const { after, losses } = attempt(() => convertRequest({ tools: [before] }))
  const [converted] = Array.isArray(after.tools) ? after.tools : []
  if (losses.length > 0 || converted === undefined) throw new LeftAlone('request-unknown', 'tools')
  align(context.draft, element, before, converted, sketch)
}

function shapesOf(literal: Node): Map<Expression, HoleShape> {
  const shapes = new Map<Expression, HoleShape>()
  const inner = Node.isObjectLiteralExpression(literal) ? member(literal, 'function') : undefined
  const described = inner && memberValue(inner)
  const definition = described && bare(described)
  if (!Node.isObjectLiteralExpression(definition)) return shapes
  for (const name of objects) {
    const property = member(definition, name)
    const value = property && memberValue(property)
    if (value) shapes.set(value, 'object')
  }
  return shapes
}
