// Functions of this project: what they return, and who calls them.
import type { Expression, TypeNode } from 'ts-morph'
import { calledThroughUnknown } from '../find/untyped.ts'
import { Node, SyntaxKind } from '../morph.ts'
import { seesEveryCaller } from '../workspace.ts'

export interface Returned {
  readonly declaration: Node
  readonly type: TypeNode | undefined
  readonly expressions: readonly Expression[]
}

/** The function that a declaration or a callback is. */
export function functionOf(node: Node): Node | undefined {
  if (Node.isVariableDeclaration(node) || Node.isPropertyAssignment(node) || Node.isPropertyDeclaration(node)) {
    const initializer = node.getInitializer()
    return initializer && (Node.isArrowFunction(initializer) || Node.isFunctionExpression(initializer))
      ? initializer
      : undefined
  }
  const callable =
    Node.isFunctionDeclaration(node) ||
    Node.isMethodDeclaration(node) ||
    Node.isArrowFunction(node) ||
    Node.isFunctionExpression(node) ||
    Node.isGetAccessorDeclaration(node)
  return callable ? node : undefined
}

/** Everything a function returns; `undefined` when it is not a function whose body can be seen. */
export function returnsOf(node: Node): Returned | undefined {
  const made = functionOf(node)
  if (made === undefined) return undefined
  if (Node.isArrowFunction(made)) {
    const body = made.getBody()
    if (Node.isExpression(body)) return { declaration: node, type: made.getReturnTypeNode(), expressions: [body] }
  }
  if (!Node.isReturnTyped(made) || (!Node.isBodyable(made) && !Node.isBodied(made))) return undefined
  const expressions = made
    .getDescendantsOfKind(SyntaxKind.ReturnStatement)
    .filter(statement => enclosingFunction(statement) === made)
    .flatMap(statement => statement.getExpression() ?? [])
  return { declaration: node, type: made.getReturnTypeNode(), expressions }
}

/** The function whose body a node stands in. */
export function enclosingFunction(node: Node): Node | undefined {
  return node.getFirstAncestor(
    each =>
      Node.isFunctionDeclaration(each) ||
      Node.isMethodDeclaration(each) ||
      Node.isArrowFunction(each) ||
      Node.isFunctionExpression(each) ||
      Node.isGetAccessorDeclaration(each) ||
      Node.isConstructorDeclaration(each),
  )
}

/** The name under which a function is called: its own, or that of the variable or member it is. */
export function nameOf(made: Node): Node | undefined {
  if (Node.isFunctionDeclaration(made) || Node.isMethodDeclaration(made)) return made.getNameNode()
  const holder = made.getParent()
  if (Node.isVariableDeclaration(holder) || Node.isPropertyAssignment(holder) || Node.isPropertyDeclaration(holder)) {
    return holder.getNameNode()
  }
  return undefined
}

/**
 * The calls of a function in this project; `undefined` where it is used in any other way. Types that are taken from it are
 * such a use, unless somebody asks for them.
 */
export function callersOf(made: Node, queries?: Set<Node>): Node[] | undefined {
  const name = nameOf(made)
  if (!Node.isIdentifier(name) || !seesEveryCaller(name)) return undefined
  if (isMember(name.getParent()) && calledThroughUnknown(name)) return undefined
  const calls: Node[] = []
  for (const use of name.findReferencesAsNodes()) {
    if (use === name || isImportOrExport(use)) continue
    if (queries && Node.isTypeQuery(use.getParent())) {
      queries.add(use)
      continue
    }
    const callee = Node.isPropertyAccessExpression(use.getParent()) ? use.getParentOrThrow() : use
    const call = callee.getParent()
    if (!Node.isCallExpression(call) || call.getExpression() !== callee) return undefined
    calls.push(call)
  }
  return calls
}

const isMember = (holder: Node | undefined): boolean =>
  Node.isMethodDeclaration(holder) || Node.isPropertyDeclaration(holder) || Node.isPropertyAssignment(holder)

function isImportOrExport(use: Node): boolean {
  const parent = use.getParent()
  return (
    Node.isImportSpecifier(parent) ||
    Node.isImportClause(parent) ||
    Node.isExportSpecifier(parent) ||
    Node.isExportAssignment(parent)
  )
}
