// A list that is a member of an object: of a literal, of an interface of the caller's own, of what a function returns.
import type { Identifier } from 'ts-morph'
import { Node } from '../../morph.ts'
import { declarationOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { callersOf, functionOf, returnsOf } from '../functions.ts'
import { bare, dressed, member, memberValue } from '../syntax.ts'
import { retype } from '../types.ts'
import { followUse } from './declaration.ts'
import { followList } from './follow.ts'
import { areObjectsVisible } from './objects.ts'
import { memberOfType } from './patterns.ts'
import type { Subject } from './subject.ts'

/** Follows a member to every place that sets or reads it; `false` when the declaration is something else. */
export function followField(context: Context, subject: Subject, declaration: Node): boolean {
  const literal = Node.isPropertyAssignment(declaration) || Node.isShorthandPropertyAssignment(declaration)
  if (!literal && !Node.isPropertySignature(declaration)) return false
  const name = declaration.getNameNode()
  if (!Node.isIdentifier(name)) return false
  context.draft.shared.add(declaration)
  if (Node.isPropertySignature(declaration)) {
    if (!areObjectsVisible(declaration)) throw new LeftAlone(subject.unknown, 'a member of a parameter')
    retype(context, declaration.getTypeNode())
    // Objects of a declared type may come from anywhere, with messages as they were before.
    if (subject.unknown === 'messages-unknown') context.reads.add(name)
  } else {
    if (subject.unknown === 'messages-unknown' && isHandedOn(declaration)) context.reads.add(name)
    followValue(context, subject, declaration)
  }
  for (const use of name.findReferencesAsNodes()) if (use !== name) followMention(context, subject, use)
  return true
}

/** Whether the object that has the member goes anywhere as a whole. */
function isHandedOn(property: Node): boolean {
  const literal = property.getParent()
  const holder = literal && dressed(literal).getParent()
  const held = Node.isVariableDeclaration(holder) || Node.isPropertyDeclaration(holder)
  const name = held ? holder.getNameNode() : undefined
  if (!Node.isIdentifier(name)) return true
  return name.findReferencesAsNodes().some(use => {
    const parent = use.getParent()
    if (use === name || Node.isImportSpecifier(parent) || Node.isExportSpecifier(parent)) return false
    const whole = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === use ? parent : use
    const reader = dressed(whole).getParent()
    return !Node.isPropertyAccessExpression(reader) || reader.getExpression() !== dressed(whole)
  })
}

function followMention(context: Context, subject: Subject, use: Node): undefined {
  const parent = use.getParent()
  if (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === use) {
    return followUse(context, subject, parent)
  }
  if (Node.isPropertyAssignment(parent) || Node.isShorthandPropertyAssignment(parent)) {
    return followSet(context, subject, parent)
  }
  if (Node.isBindingElement(parent)) {
    const named = parent.getPropertyNameNode() ?? parent.getNameNode()
    const local = parent.getNameNode()
    if (named === use && Node.isIdentifier(local)) return followLocal(context, subject, local)
    return
  }
  // A name of a local variable that a shorthand or a pattern binds.
  if (Node.isPropertySignature(parent)) {
    retype(context, parent.getTypeNode())
    return
  }
  if (!Node.isIdentifier(use)) throw new LeftAlone(subject.unknown, 'a member of an object')
  followUse(context, subject, use)
}

/** `{ messages: list }`. */
function followSet(context: Context, subject: Subject, property: Node): undefined {
  if (context.seen.has(property)) return
  context.seen.add(property)
  followValue(context, subject, property)
}

function followValue(context: Context, subject: Subject, property: Node): undefined {
  const value = memberValue(property)
  if (value === undefined) throw new LeftAlone(subject.unknown, 'a member of an object')
  followList(context, subject, value)
}

/** What a pattern binds the member to. */
function followLocal(context: Context, subject: Subject, local: Identifier): undefined {
  const declaration = local.getParent()
  if (context.seen.has(declaration)) return
  context.seen.add(declaration)
  for (const use of local.findReferencesAsNodes()) {
    const parent = use.getParent()
    const own = use === local || (Node.isBindingElement(parent) && parent === declaration)
    if (!own) followUse(context, subject, use)
  }
}

/** `const { messages } = build()`, of a function of this project; `false` when it is something else. */
export function followResultMember(context: Context, subject: Subject, element: Node): boolean {
  const holder = Node.isBindingElement(element) ? element.getParent().getParent() : undefined
  if (!Node.isBindingElement(element) || !Node.isVariableDeclaration(holder)) return false
  if (element.getDotDotDotToken() || element.getInitializer()) return false
  const name = (element.getPropertyNameNode() ?? element.getNameNode()).getText()
  const declaration = calledFunction(holder.getInitializer())
  const returned = declaration && returnsOf(declaration)
  const made = declaration && functionOf(declaration)
  const callers = made && callersOf(made)
  if (!returned || !callers) return false
  context.draft.shared.add(returned.declaration)
  const declared = returned.type && memberOfType(returned.type, name)
  if (returned.type && (declared === undefined || !followField(context, subject, declared))) return false
  for (const each of returned.expressions) {
    const literal = bare(each)
    const property = Node.isObjectLiteralExpression(literal) ? member(literal, name) : undefined
    const value = property && memberValue(property)
    if (value === undefined) return false
    context.seen.add(property ?? value)
    followList(context, subject, value)
  }
  for (const call of callers) followBound(context, subject, call, name)
  return true
}

function calledFunction(initializer: Node | undefined): Node | undefined {
  const inner = initializer && bare(initializer)
  const call = Node.isAwaitExpression(inner) ? bare(inner.getExpression()) : inner
  if (!Node.isCallExpression(call)) return undefined
  const callee = call.getExpression()
  const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee
  return Node.isIdentifier(name) ? declarationOf(name) : undefined
}

/** Every caller takes the result apart. */
function followBound(context: Context, subject: Subject, call: Node, name: string): undefined {
  let outer = dressed(call)
  const awaited = outer.getParent()
  if (Node.isAwaitExpression(awaited)) outer = dressed(awaited)
  const declaration = outer.getParent()
  const pattern = Node.isVariableDeclaration(declaration) ? declaration.getNameNode() : undefined
  if (!Node.isObjectBindingPattern(pattern)) throw new LeftAlone(subject.unknown, 'the result of a function')
  for (const element of pattern.getElements()) {
    if (element.getDotDotDotToken()) throw new LeftAlone(subject.unknown, 'the result of a function')
    const local = element.getNameNode()
    const bound = (element.getPropertyNameNode() ?? local).getText() === name
    if (bound && Node.isIdentifier(local)) followLocal(context, subject, local)
  }
}
