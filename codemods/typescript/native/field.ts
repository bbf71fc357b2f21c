// A field of a class in JavaScript, which is declared by being set: `this.messages = []`.
import { Node, SyntaxKind } from '../morph.ts'

export interface SetField {
  /** What stands for the field, whoever asks. */
  readonly key: Node
  /** Every `this.x` of the class, those that set it among them. */
  readonly uses: readonly Node[]
}

/** The field a name stands for, when nothing but assignments declares it. */
export function setField(name: Node): SetField | undefined {
  if (!Node.isIdentifier(name)) return undefined
  const declarations = name.getSymbol()?.getDeclarations() ?? []
  const set = declarations.map(each => (Node.isBinaryExpression(each) ? each.getLeft() : each))
  const [key] = declarations
  if (key === undefined || !set.every(Node.isPropertyAccessExpression)) return undefined
  const uses = new Set<Node>(set)
  for (const use of name.findReferencesAsNodes()) {
    const access = use.getParent()
    if (!Node.isPropertyAccessExpression(access) || access.getNameNode() !== use) return undefined
    uses.add(access)
  }
  return { key, uses: [...uses] }
}

/** Members of that name, in the file, of objects nothing is known of. */
export function namesakesOf(key: Node, uses: readonly Node[]): Node[] {
  const named = uses.find(Node.isPropertyAccessExpression)?.getName()
  return key
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)
    .filter(access => access.getName() === named && access.getNameNode().getSymbol() === undefined)
    .map(access => access.getNameNode())
}
