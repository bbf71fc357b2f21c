// Lists that are kept by a key: in a Map, or as the members of an object.
import type { TypeNode } from 'ts-morph'
import { Node } from '../../morph.ts'
import { assignedTo, declarationOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { setField } from '../field.ts'
import { isCondition } from '../result/value.ts'
import { dressed } from '../syntax.ts'
import { retype } from '../types.ts'
import { followOut, followUse } from './declaration.ts'
import { followList } from './follow.ts'
import type { Subject } from './subject.ts'

/** Methods of a Map that neither give a list nor take one. */
const blind: ReadonlySet<string> = new Set(['has', 'delete', 'clear', 'keys', 'size'])

/** Follows the container to everything that puts a list in and takes one out. */
export function followContainer(context: Context, subject: Subject, container: Node): undefined {
  const named = Node.isPropertyAccessExpression(container) ? container.getNameNode() : container
  const field = setField(named)
  const declaration = field?.key ?? declarationOf(named)
  if (declaration && context.seen.has(declaration)) return
  if (field) {
    context.seen.add(field.key)
    context.draft.shared.add(field.key)
    for (const use of field.uses) followStored(context, subject, use)
    return
  }
  if (!Node.isVariableDeclaration(declaration) && !Node.isPropertyDeclaration(declaration)) {
    throw new LeftAlone(subject.unknown, 'a collection of lists')
  }
  const name = declaration.getNameNode()
  context.seen.add(declaration)
  if (!Node.isIdentifier(name) || !startsEmpty(context, declaration.getInitializer())) {
    throw new LeftAlone(subject.unknown, 'a collection of lists')
  }
  const type = declaration.getTypeNode()
  if (subject.isPlainList(valueType(type))) return
  retype(context, type)
  context.draft.shared.add(declaration)
  for (const use of name.findReferencesAsNodes()) {
    const parent = use.getParent()
    if (use === name || Node.isImportSpecifier(parent) || Node.isExportSpecifier(parent)) continue
    followStored(
      context,
      subject,
      Node.isPropertyAccessExpression(parent) && parent.getNameNode() === use ? parent : use,
    )
  }
}

function followStored(context: Context, subject: Subject, use: Node): undefined {
  const assigned = assignedTo(use)
  const known = assigned ? startsEmpty(context, assigned.value) : followMap(context, subject, use)
  if (!known && (assigned || !followRecord(context, subject, use))) {
    throw new LeftAlone(subject.unknown, 'a collection that other code reads')
  }
}

/** `new Map()`, `{}`. */
function startsEmpty(context: Context, initializer: Node | undefined): boolean {
  if (Node.isObjectLiteralExpression(initializer)) return initializer.getProperties().length === 0
  if (!Node.isNewExpression(initializer) || initializer.getExpression().getText() !== 'Map') return false
  for (const type of initializer.getTypeArguments()) retype(context, type)
  return initializer.getArguments().length === 0
}

/** `T` of `Map<string, T>` and `Record<string, T>`. */
function valueType(type: TypeNode | undefined): TypeNode | undefined {
  return Node.isTypeReference(type) ? type.getTypeArguments()[1] : undefined
}

function followMap(context: Context, subject: Subject, use: Node): boolean {
  const access = dressed(use).getParent()
  if (!Node.isPropertyAccessExpression(access)) return false
  const method = access.getName()
  if (blind.has(method)) return true
  const call = access.getParent()
  if (!Node.isCallExpression(call)) return false
  const value = call.getArguments()[1]
  if (method === 'get') followOut(context, subject, call)
  else if (method === 'set' && value) followList(context, subject, value)
  else return false
  return true
}

function followRecord(context: Context, subject: Subject, use: Node): boolean {
  const access = dressed(use).getParent()
  if (Node.isCallExpression(access)) return access.getExpression().getText() === 'Object.keys'
  if (Node.isBinaryExpression(access)) return access.getOperatorToken().getText() === 'in'
  if (!Node.isElementAccessExpression(access) || access.getExpression() !== dressed(use)) return false
  const parent = access.getParent()
  if (Node.isDeleteExpression(parent) || isCondition(access)) return true
  const assigned = assignedTo(access)
  if (assigned) followList(context, subject, assigned.value)
  else followUse(context, subject, access)
  return true
}
