// A definition that is kept apart from what wraps it on the chat side: `function: weather`, `json_schema: schema`. Responses
// has its members beside the type, so it is spread there.
import type { Expression, ObjectLiteralExpression } from 'ts-morph'
import { Node } from '../morph.ts'
import { assignedTo, declarationOf } from './bindings.ts'
import type { Context } from './context.ts'
import { type Piece, spanOf } from './draft.ts'
import { enclosingFunction } from './functions.ts'
import { quoted } from './print.ts'
import { bare, member, memberName, memberValue, quoteOf } from './syntax.ts'

interface Wrapped {
  /** The member that wraps it. */
  readonly name: 'function' | 'json_schema'
  readonly members: ReadonlySet<string>
  /** What has to be there, as far as the types of the SDK ask for it. */
  readonly required: readonly string[]
  /** What is written where the definition does not say. */
  readonly absent: Readonly<Record<string, string>>
}

const functionTool: Wrapped = {
  name: 'function',
  members: new Set(['name', 'description', 'parameters', 'strict']),
  required: ['name', 'parameters'],
  absent: { strict: 'false' },
}

const schemaFormat: Wrapped = {
  name: 'json_schema',
  members: new Set(['name', 'description', 'schema', 'strict']),
  required: ['name', 'schema'],
  absent: {},
}

export const spreadFunction = (context: Context, tool: Node): boolean => spreadWrapped(context, tool, functionTool)
export const spreadSchema = (context: Context, format: Node): boolean => spreadWrapped(context, format, schemaFormat)

/** `functions: [weather]`, where the definition has nothing around it. `false` where too little of it is known. */
export function wrapFunction(context: Context, definition: Expression): boolean {
  const before = spreadOf(context, definition, functionTool)
  if (before === undefined) return false
  const type = `type: ${quoted('function', quoteOf(definition))}, `
  context.draft.replace(definition, '{ ', type, ...before, ' }')
  return true
}

/** `false` where there is no such definition, or too little of it is known. */
function spreadWrapped(context: Context, object: Node, wrapped: Wrapped): boolean {
  const literal = bare(object)
  if (!Node.isObjectLiteralExpression(literal) || literal.getProperties().length !== 2) return false
  const property = member(literal, wrapped.name)
  const value = property && memberValue(property)
  const type = member(literal, 'type')
  if (!property || !value || !type || Node.isObjectLiteralExpression(bare(value))) return false
  const pieces = spreadOf(context, value, wrapped)
  if (pieces === undefined) return false
  context.draft.replace(property, ...pieces)
  return true
}

/** `strict: false, ...weather`. */
function spreadOf(context: Context, value: Expression, wrapped: Wrapped): readonly Piece[] | undefined {
  const definitions = definitionsOf(value)
  if (definitions === undefined || definitions.length === 0) return undefined
  const named = definitions.map(each => each.getProperties().map(memberName))
  const known = named.every(names => names.every(name => name !== undefined && wrapped.members.has(name)))
  if (!known || !named.every(names => wrapped.required.every(name => names.includes(name)))) return undefined
  const added = Object.entries(wrapped.absent).filter(([name]) => !named.every(names => names.includes(name)))
  if (context.typed && !isShaped(value, wrapped)) return undefined
  return [...added.map(([name, text]) => `${name}: ${text}, `), '...', spanOf(value)]
}

/** In TypeScript the definition must have a type of its own that lets it be spread. */
function isShaped(value: Expression, wrapped: Wrapped): boolean {
  const names = value
    .getType()
    .getProperties()
    .map(each => each.getName())
  return wrapped.required.every(name => names.includes(name))
}

/** The literals an expression may be: a constant, or an element of a constant list that a callback is given. */
function definitionsOf(value: Expression): ObjectLiteralExpression[] | undefined {
  const node = bare(value)
  if (!Node.isIdentifier(node)) return undefined
  const declaration = declarationOf(node)
  if (Node.isVariableDeclaration(declaration)) {
    const initializer = constantOf(declaration)
    return Node.isObjectLiteralExpression(initializer) ? [initializer] : undefined
  }
  return Node.isParameterDeclaration(declaration) ? elementsFor(declaration) : undefined
}

/** What a variable is, if it has no declared type and is nothing else later. */
function constantOf(declaration: Node): Node | undefined {
  if (!Node.isVariableDeclaration(declaration) || declaration.getTypeNode()) return undefined
  const initializer = declaration.getInitializer()
  const name = declaration.getNameNode()
  if (!Node.isIdentifier(name) || !initializer) return undefined
  const changed = name.findReferencesAsNodes().some(use => {
    const parent = use.getParent()
    return (
      assignedTo(use) !== undefined || (Node.isPropertyAccessExpression(parent) && assignedTo(parent) !== undefined)
    )
  })
  return changed ? undefined : bare(initializer)
}

/** `tools.map(tool => …)`. */
function elementsFor(parameter: Node): ObjectLiteralExpression[] | undefined {
  const callback = enclosingFunction(parameter.getFirstChildOrThrow())
  const call = callback?.getParent()
  const callee = Node.isCallExpression(call) ? call.getExpression() : undefined
  const first = Node.isParametered(callback) && callback.getParameters()[0] === parameter
  if (!first || !Node.isPropertyAccessExpression(callee) || callee.getName() !== 'map') return undefined
  const source = bare(callee.getExpression())
  const declaration = Node.isIdentifier(source) ? declarationOf(source) : undefined
  const list = declaration ? constantOf(declaration) : source
  if (!Node.isArrayLiteralExpression(list)) return undefined
  const elements = list
    .getElements()
    .map(element => (Node.isIdentifier(element) ? definitionsOf(element)?.[0] : bare(element)))
  const literals = elements.filter(Node.isObjectLiteralExpression)
  return literals.length === elements.length ? literals : undefined
}
