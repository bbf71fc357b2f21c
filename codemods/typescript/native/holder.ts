// A name that holds a request or a part of one: a variable, a field, a parameter. What it is given is followed, and so is
// everything that uses it.
import type { Expression, PropertyAccessExpression } from 'ts-morph'
import { Node } from '../morph.ts'
import { assignedTo, declarationOf } from './bindings.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'
import { setField } from './field.ts'
import { callersOf, enclosingFunction } from './functions.ts'
import { ownersOf, parameterOf } from './owner.ts'
import { retypeRequest } from './request-type.ts'
import { isLogged } from './result/logged.ts'
import { isCondition } from './result/value.ts'
import { dressed } from './syntax.ts'

/** What is done with the members of a request that are reached through a name. */
export interface MemberVisit {
  /** `params.max_tokens = 100`. */
  set(assignment: Node, access: PropertyAccessExpression, value: Expression): void
  /** `params.max_tokens`, read. */
  read(access: PropertyAccessExpression): void
  /** A member that is named in a declared type, too. */
  named(member: string): void
}

const elsewhere = () => new LeftAlone('request-unknown', 'a request from elsewhere')

/** Everything the name is ever given. */
export function heldBy(context: Context, name: Node, visit: MemberVisit): Node[] {
  const declared = Node.isPropertyAccessExpression(name) ? name.getNameNode() : name
  const field = setField(declared)
  const declaration = field?.key ?? declarationOf(declared)
  if (declaration === undefined) throw elsewhere()
  if (context.seen.has(declaration)) return []
  context.seen.add(declaration)
  const held = field ? [] : givenTo(context, declaration, visit)
  context.draft.shared.add(declaration)
  for (const use of field?.uses ?? usesOf(declaration)) held.push(...givenByUse(context, use, visit))
  if (held.length === 0) throw elsewhere()
  return held
}

function givenTo(context: Context, declaration: Node, { named }: MemberVisit): Node[] {
  if (Node.isVariableDeclaration(declaration) || Node.isPropertyDeclaration(declaration)) {
    retypeRequest(context, declaration.getTypeNode(), named)
    return [declaration.getInitializer() ?? []].flat()
  }
  if (!Node.isParameterDeclaration(declaration) || declaration.isRestParameter()) throw elsewhere()
  const made = enclosingFunction(declaration.getFirstChildOrThrow())
  const callers = made && callersOf(made)
  if (callers === undefined || callers.length === 0 || !Node.isParametered(made)) throw elsewhere()
  retypeRequest(context, declaration.getTypeNode(), named)
  const index = made.getParameters().indexOf(declaration)
  const given = callers.flatMap(call => (Node.isCallExpression(call) ? (call.getArguments()[index] ?? []) : []))
  return [declaration.getInitializer() ?? [], given].flat()
}

function usesOf(declaration: Node): Node[] {
  const named =
    Node.isVariableDeclaration(declaration) ||
    Node.isPropertyDeclaration(declaration) ||
    Node.isParameterDeclaration(declaration)
  const name = named ? declaration.getNameNode() : undefined
  if (!Node.isIdentifier(name)) throw elsewhere()
  return name.findReferencesAsNodes().flatMap(use => {
    const parent = use.getParent()
    if (use === name || Node.isImportSpecifier(parent) || Node.isExportSpecifier(parent)) return []
    return Node.isPropertyAccessExpression(parent) && parent.getNameNode() === use ? [parent] : [use]
  })
}

function givenByUse(context: Context, use: Node, visit: MemberVisit): Node[] {
  const outer = dressed(use)
  const parent = outer.getParent()
  const assigned = assignedTo(use)
  if (assigned) return [assigned.value]
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    const set = assignedTo(parent)
    if (set) visit.set(parent.getParentOrThrow(), parent, set.value)
    else visit.read(parent)
    return []
  }
  if (isCondition(outer)) return []
  if (isLogged(outer)) {
    context.draft.notes.add('What is printed of the request has the shape of Responses.')
    return []
  }
  const owners = ownersOf(context, use)
  if (owners.size === 0) throw new LeftAlone('request-unknown', 'a request that others read, too')
  for (const site of owners) if (site !== context.site) context.draft.companions.add(site)
  // The function that takes it may do more with it than send it.
  const parameter = context.sites.has(parent ?? use) ? undefined : parent && parameterOf(parent, outer)
  return parameter ? heldBy(context, parameter, visit).filter(each => each !== use) : []
}
