// Lists and elements that a function of this project makes: what it returns changes for everybody who calls it.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { callersOf, enclosingFunction, functionOf, nameOf, type Returned } from '../functions.ts'
import { dressed } from '../syntax.ts'
import { retype } from '../types.ts'
import { followOut } from './declaration.ts'
import { followElementOf, followList } from './follow.ts'
import type { Subject } from './subject.ts'

/** A function that gives a list. */
export function followMaker(context: Context, subject: Subject, returned: Returned): undefined {
  if (!enter(context, subject, returned)) return
  for (const each of returned.expressions) followList(context, subject, each)
  for (const call of callsOf(subject, returned)) followOut(context, subject, awaited(call))
}

/** A function that gives one element. */
export function followElementMaker(context: Context, subject: Subject, returned: Returned): undefined {
  if (!enter(context, subject, returned)) return
  for (const each of returned.expressions) followElementOf(context, subject, each)
  const made = functionOf(returned.declaration)
  const name = made && nameOf(made)
  if (name === undefined) throw new LeftAlone(subject.unknown, 'a function that is handed on')
  followNamedMaker(context, subject, name)
}

/** Whoever else uses a function that makes elements gets what it makes, too. */
export function followNamedMaker(context: Context, subject: Subject, name: Node): undefined {
  if (!Node.isIdentifier(name)) return
  for (const use of name.findReferencesAsNodes()) {
    const parent = use.getParent()
    const declared = Node.isVariableDeclaration(parent) || Node.isFunctionDeclaration(parent)
    if (declared || Node.isImportSpecifier(parent) || Node.isExportSpecifier(parent)) continue
    if (!Node.isCallExpression(parent)) throw new LeftAlone(subject.unknown, 'a function that is handed on')
    if (parent.getExpression() === use) followElementOut(context, subject, parent)
    else if (isMapping(parent)) followOut(context, subject, parent)
    else throw new LeftAlone(subject.unknown, 'a function that is handed on')
  }
}

const isMapping = (call: Node): boolean =>
  Node.isCallExpression(call) && /\.(map|flatMap)$/.test(call.getExpression().getText())

/** Where one element goes: into a list that is written there, or out of a callback. */
function followElementOut(context: Context, subject: Subject, call: Node): undefined {
  if (context.seen.has(call)) return
  const parent = dressed(awaited(call)).getParent()
  if (Node.isArrayLiteralExpression(parent)) return followOut(context, subject, parent)
  const returns = Node.isReturnStatement(parent) || Node.isArrowFunction(parent)
  const callback = Node.isReturnStatement(parent) ? enclosingFunction(parent) : parent
  const mapping = returns ? callback?.getParent() : undefined
  if (mapping && isMapping(mapping)) return followOut(context, subject, mapping)
  subject.read(context, call)
}

function enter(context: Context, subject: Subject, returned: Returned): boolean {
  const key = returned.declaration
  if (context.seen.has(key)) return false
  context.seen.add(key)
  if (isPromised(key)) throw new LeftAlone(subject.unknown, 'a method that its class inherits')
  context.draft.shared.add(key)
  retype(context, returned.type)
  return true
}

/** A method that a base class or an interface may declare: others call it under that type. */
function isPromised(declaration: Node): boolean {
  const owner = Node.isMethodDeclaration(declaration) ? declaration.getParent() : undefined
  if (!Node.isMethodDeclaration(declaration) || !Node.isClassDeclaration(owner)) return false
  if (declaration.getScope() === 'private') return false
  if (declaration.isAbstract() || declaration.hasOverrideKeyword()) return true
  const name = declaration.getName()
  const base = owner.getExtends() === undefined ? undefined : owner.getBaseClass()
  if (owner.getExtends() !== undefined && (base === undefined || base.getInstanceMember(name))) return true
  const mentioned = owner.getImplements().map(each => each.getType().getProperty(name))
  return mentioned.some(each => each !== undefined)
}

function callsOf(subject: Subject, { declaration }: Returned): Node[] {
  const made = functionOf(declaration)
  const calls = made && callersOf(made)
  if (calls === undefined) throw new LeftAlone(subject.unknown, 'a function that is handed on')
  return calls
}

function awaited(call: Node): Node {
  const parent = dressed(call).getParent()
  return Node.isAwaitExpression(parent) ? parent : call
}
