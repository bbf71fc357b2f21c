// A result, or a part of it, that is not read on the spot: kept in a variable, returned, awaited, printed.
import type { VariableDeclaration } from 'ts-morph'
import { Node, SyntaxKind } from '../../morph.ts'
import { assignedTo, symbolOf, usesInFile } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone, spanOf } from '../draft.ts'
import { enclosingFunction } from '../functions.ts'
import { bare, dressed, quoteOf } from '../syntax.ts'
import { retype } from '../types.ts'
import { turnOf } from './calls.ts'
import { followPattern } from './destructure.ts'
import { follow } from './follow.ts'
import { followHanded, requireResult } from './handed.ts'
import { followPromise } from './promise.ts'
import { followReturned } from './returned.ts'
import type { Kind, Value } from './value.ts'

const shapeNote = 'What is printed has the shape of a response.'

/** Kinds that are a result, a promise of one or a stream, under whatever name. */
const wholes: ReadonlySet<Kind> = new Set(['promise', 'completion', 'stream', 'chunk'])

export function followWhole(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  if (value.kind === 'completion' && isLogged(outer)) {
    context.draft.notes.add(shapeNote)
    return
  }
  if (Node.isExpressionStatement(parent)) return
  if (Node.isVariableDeclaration(parent)) return bindTo(context, value, parent)
  if (value.kind === 'promise' && followPromise(context, value, outer, parent)) return
  if (value.kind === 'message' && isAdded(outer)) {
    context.draft.answered.add(value.node)
    context.items.add(value.node)
    context.draft.replace(outer, ...turnOf(value, quoteOf(outer)))
    return
  }
  if (wholes.has(value.kind)) {
    if (value.kind !== 'promise' && followHanded(context, value, outer)) return
    if (Node.isReturnStatement(parent) || (Node.isArrowFunction(parent) && parent.getBody() === outer)) {
      return followReturned(context, value, parent)
    }
    if (Node.isBinaryExpression(parent) && parent.getRight() === outer) {
      if (parent.getOperatorToken().getKind() === SyntaxKind.EqualsToken)
        return assignTo(context, value, parent.getLeft())
    }
  }
  throw new LeftAlone('result-unknown', `${value.kind} as a whole`)
}

/** `messages.push(x)`, `[...messages, x]`. */
function isAdded(node: Node): boolean {
  const parent = node.getParent()
  if (Node.isArrayLiteralExpression(parent)) return true
  return Node.isCallExpression(parent) && /\.push$/.test(parent.getExpression().getText())
}

/** `const x = <value>`. */
export function bindTo(context: Context, value: Value, declaration: VariableDeclaration): undefined {
  const name = declaration.getNameNode()
  const statement = declaration.getVariableStatement()
  if (statement?.isExported()) throw new LeftAlone('result-unknown', 'an exported variable')
  if (!Node.isIdentifier(name)) return followPattern(context, value, declaration)
  if (wholes.has(value.kind) || value.kind === 'usage') {
    if (isSeenByTemplate(declaration)) throw new LeftAlone('result-unknown', 'a template may read it')
    retype(context, declaration.getTypeNode())
    return followVariable(context, value, name)
  }
  const root = lastingName(value)
  if (root !== undefined && statement?.getDeclarations().length === 1) {
    removeStatement(context, statement)
    return followVariable(context, { ...value, name: root }, name)
  }
  if (declaration.getTypeNode()) throw new LeftAlone('result-unknown', 'a declared type')
  const initializer = declaration.getInitializerOrThrow()
  context.draft.replace(initializer, value.name ?? spanOf(value.origin))
  followVariable(context, value, name)
}

/** In a component, what stands at the top of the script is in the template's sight. */
function isSeenByTemplate(declaration: VariableDeclaration): boolean {
  const file = declaration.getSourceFile()
  return /\.(vue|svelte)\./.test(file.getFilePath()) && declaration.getVariableStatement()?.getParent() === file
}

/** The variable that holds the whole result, if it holds nothing else later. */
export function lastingName(value: Value): string | undefined {
  if (value.name !== undefined) return value.name
  const origin = bare(value.origin)
  if (!Node.isIdentifier(origin) || value.optional) return undefined
  const changed = usesInFile(origin).some(use => assignedTo(use) !== undefined)
  return changed || assignedTo(origin) || isShadowed(origin) ? undefined : origin.getText()
}

/** Whether something else has the same name further in, where the name would mean that. */
function isShadowed(origin: Node): boolean {
  const scope = enclosingFunction(origin) ?? origin.getSourceFile()
  const symbol = symbolOf(origin)
  return scope
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .some(each => each.getText() === origin.getText() && isDeclared(each) && symbolOf(each) !== symbol)
}

function isDeclared(name: Node): boolean {
  const parent = name.getParent()
  const holder =
    Node.isVariableDeclaration(parent) || Node.isParameterDeclaration(parent) || Node.isBindingElement(parent)
  return holder && parent.getNameNode() === name
}

/** Takes out a statement, and its line when nothing else stands there. */
export function removeStatement(context: Context, statement: Node): undefined {
  const file = statement.getSourceFile()
  const text = file.getFullText()
  const before = /(^|\n)[ \t]*$/.exec(text.slice(0, statement.getStart()))
  const after = /^[ \t]*(\r?\n|$)/.exec(text.slice(statement.getEnd()))
  const lead = before && after ? before[0].replace('\n', '').length : 0
  context.draft.change(file, statement.getStart() - lead, statement.getEnd() + (before && after ? after[0].length : 0))
}

function assignTo(context: Context, value: Value, target: Node): undefined {
  const name = bare(target)
  if (!Node.isIdentifier(name)) throw new LeftAlone('result-unknown', 'a result that is kept in an object')
  for (const use of usesInFile(name)) {
    const declaration = use.getParent()
    if (Node.isVariableDeclaration(declaration) && declaration.getNameNode() === use) {
      context.draft.shared.add(declaration)
      retype(context, declaration.getTypeNode())
      const initializer = declaration.getInitializer()
      if (initializer) requireResult(context, initializer)
      return followVariable(context, value, use)
    }
  }
  throw new LeftAlone('result-unknown', 'a result that is kept elsewhere')
}

/** Everything that reads a variable which holds a result. */
export function followVariable(context: Context, value: Value, name: Node): undefined {
  if (context.followed.has(name)) return
  context.followed.add(name)
  for (const use of usesInFile(name)) {
    const assigned = assignedTo(use)
    if (assigned) requireResult(context, assigned.value)
    else follow(context, { ...value, node: use, origin: use, optional: false })
  }
}

/** Printed, and nothing else: `console.log(x)`, `logger.info('…', { x: JSON.stringify(x) })`. */
export function isLogged(node: Node): boolean {
  const parent = node.getParent()
  if (Node.isPropertyAssignment(parent) && parent.getInitializer() === node) return isLogged(parent.getParent())
  if (!Node.isCallExpression(parent) || !parent.getArguments().includes(node)) return false
  const callee = parent.getExpression().getText()
  if (/(^|\.)(console|logger|log)\.\w+$/.test(callee)) return true
  return callee === 'JSON.stringify' && isLogged(parent)
}
