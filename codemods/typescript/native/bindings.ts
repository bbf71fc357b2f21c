// Where a variable comes from and who uses it.
import type { Expression, Identifier, ts } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'

/** The symbol an identifier stands for; of a shorthand member it is the variable, not the member. */
export function symbolOf(node: Node): ts.Symbol | undefined {
  const parent = node.getParent()
  if (parent && Node.isShorthandPropertyAssignment(parent)) return parent.getValueSymbol()?.compilerSymbol
  return node.getSymbol()?.compilerSymbol
}

/** The declaration of a variable, parameter or function in this project. */
export function declarationOf(identifier: Node): Node | undefined {
  const parent = identifier.getParent()
  const symbol = parent && Node.isShorthandPropertyAssignment(parent) ? parent.getValueSymbol() : identifier.getSymbol()
  const target = symbol?.isAlias() ? symbol.getAliasedSymbol() : symbol
  const declarations = target?.getDeclarations() ?? []
  return declarations.length === 1 ? declarations[0] : undefined
}

/** Identifiers of one file that stand for the same variable as `name`, itself left out. */
export function usesInFile(name: Node): Identifier[] {
  const symbol = symbolOf(name)
  const text = name.getText()
  return name
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .filter(node => node !== name && node.getText() === text && !isMemberName(node))
    .filter(node => symbolOf(node) === symbol || isExport(node))
}

/** `export { x }`. */
function isExport(node: Identifier): boolean {
  const parent = node.getParent()
  return Node.isExportSpecifier(parent) && !parent.getExportDeclaration().hasModuleSpecifier()
}

/** `x` in `a.x` and `{ x: 1 }`, which names a member. */
function isMemberName(node: Identifier): boolean {
  const parent = node.getParent()
  if (Node.isPropertyAccessExpression(parent)) return parent.getNameNode() === node
  if (Node.isPropertyAssignment(parent)) return parent.getNameNode() === node
  return Node.isBindingElement(parent) && parent.getPropertyNameNode() === node
}

/** The right side, if this use of a variable gives it a new value. */
export function assignedTo(use: Node): { operator: number; value: Expression } | undefined {
  const parent = use.getParent()
  if (!Node.isBinaryExpression(parent) || parent.getLeft() !== use) return undefined
  const operator = parent.getOperatorToken().getKind()
  return operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment
    ? { operator, value: parent.getRight() }
    : undefined
}

/** Everything a variable is ever set to, or `undefined` where that cannot be seen. */
export function definitionsOf(identifier: Identifier): Expression[] | undefined {
  const declaration = declarationOf(identifier)
  if (declaration === undefined || !Node.isVariableDeclaration(declaration)) return undefined
  const name = declaration.getNameNode()
  if (!Node.isIdentifier(name)) return undefined
  const initializer = declaration.getInitializer()
  const values = initializer ? [initializer] : []
  for (const use of usesInFile(name)) {
    const assigned = assignedTo(use)
    if (assigned) values.push(assigned.value)
  }
  return values
}
