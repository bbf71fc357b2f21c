// Between functions and their callers, in the loaded files.
import type { Expression, ParameterDeclaration, TypeNode } from 'ts-morph'
import { Node } from '../morph.ts'
import { declarationsOf, followAlias } from './modules.ts'

/** The arguments that callers in the loaded files pass for a parameter. */
export function argumentsFor(declaration: ParameterDeclaration): Node[] {
  const owner = declaration.getParent()
  const index = Node.isParametered(owner) ? owner.getParameters().indexOf(declaration) : -1
  const name = nameOfCallable(owner)
  if (index < 0 || name === undefined || !Node.isReferenceFindable(name)) return []
  const found: Node[] = []
  for (const reference of name.findReferencesAsNodes()) {
    const parent = reference.getParent()
    const called = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === reference ? parent : reference
    const call = called.getParent()
    if (!Node.isCallExpression(call) && !Node.isNewExpression(call)) continue
    if (call.getExpression() !== called) continue
    const argument = call.getArguments()[index]
    if (argument !== undefined) found.push(argument)
  }
  return found
}

function nameOfCallable(owner: Node): Node | undefined {
  if (Node.isConstructorDeclaration(owner)) {
    const parent = owner.getParent()
    return Node.isClassDeclaration(parent) ? parent.getNameNode() : undefined
  }
  if (Node.isFunctionDeclaration(owner) || Node.isMethodDeclaration(owner)) return owner.getNameNode()
  const parent = owner.getParent()
  return Node.isVariableDeclaration(parent) || Node.isPropertyAssignment(parent) || Node.isPropertyDeclaration(parent)
    ? parent.getNameNode()
    : undefined
}

/** The functions a callee may stand for, declared in the loaded files. */
export function callablesOf(callee: Expression): Node[] {
  if (Node.isParenthesizedExpression(callee)) return callablesOf(callee.getExpression())
  if (Node.isArrowFunction(callee) || Node.isFunctionExpression(callee)) return [callee]
  const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee
  if (!Node.isIdentifier(name)) return []
  return declarationsOf(name)
    .flatMap(valuesBehind)
    .filter(each => Node.isFunctionLikeDeclaration(each) || Node.isFunctionExpression(each))
}

/** What a declaration holds: through imports, exports of CommonJS, and other names for the same. */
export function valuesBehind(declaration: Node, depth = 0): Node[] {
  if (depth > 5) return []
  const followed = followAlias(declaration)
  if (followed.length > 0) return followed.flatMap(each => valuesBehind(each, depth + 1))
  const value = valueIn(declaration)
  if (!Node.isIdentifier(value)) return [value ?? declaration]
  return declarationsOf(value).flatMap(each => valuesBehind(each, depth + 1))
}

function valueIn(declaration: Node): Node | undefined {
  if (
    Node.isVariableDeclaration(declaration) ||
    Node.isPropertyAssignment(declaration) ||
    Node.isPropertyDeclaration(declaration)
  ) {
    return declaration.getInitializer()
  }
  if (Node.isShorthandPropertyAssignment(declaration)) return declaration.getNameNode()
  // exports.name = …
  const assignment = Node.isPropertyAccessExpression(declaration) ? declaration.getParent() : declaration
  return Node.isBinaryExpression(assignment) ? assignment.getRight() : undefined
}

/** The expressions a function gives back. */
export function returnsOf(callee: Expression): Expression[] {
  return callablesOf(callee).flatMap(returnsIn)
}

export function returnsIn(declaration: Node): Expression[] {
  if (Node.isArrowFunction(declaration)) {
    const body = declaration.getBody()
    if (!Node.isBlock(body)) return Node.isExpression(body) ? [body] : []
  }
  const found: Expression[] = []
  declaration.forEachDescendant((node, traversal) => {
    if (Node.isFunctionLikeDeclaration(node) || Node.isFunctionExpression(node)) traversal.skip()
    if (!Node.isReturnStatement(node)) return
    const value = node.getExpression()
    if (value !== undefined) found.push(value)
  })
  return found
}

/** The type a callback's parameter has because of the function it is handed to: `with((client) => …)`. */
export function contextualType(declaration: ParameterDeclaration): TypeNode | undefined {
  const callback = declaration.getParent()
  const call = callback.getParent()
  if (!Node.isCallExpression(call) || !Node.isParametered(callback)) return undefined
  const at = call.getArguments().indexOf(callback)
  for (const callable of callablesOf(call.getExpression())) {
    const parameter = Node.isParametered(callable) ? callable.getParameters()[at] : undefined
    const type = parameter?.getTypeNode()
    if (!Node.isFunctionTypeNode(type)) continue
    return type.getParameters()[callback.getParameters().indexOf(declaration)]?.getTypeNode()
  }
  return undefined
}
