// An object with what becomes of it after it was written down: members that are set, and members that are deleted.
import { Node } from '../morph.ts'
import { isAssigned, isObjectAssign } from './assigned.ts'
import { evaluate, type Shape, unknownValue } from './value.ts'

/** `params.tools = …` after the literal: a further member, of which only the name counts. */
export function withLaterMembers(declaration: Node, shape: Shape, depth: number): Shape {
  const known = new Map(shape.known)
  const apart = [...(shape.apart ?? [])]
  let { open } = shape
  const name = Node.isVariableDeclaration(declaration) ? declaration.getNameNode() : undefined
  if (!Node.isIdentifier(name)) return shape
  for (const reference of name.findReferencesAsNodes()) {
    const parent = reference.getParent()
    if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === reference && isAssigned(parent)) {
      const key = parent.getName()
      const assignment = parent.getParent()
      // It may be made of another member of the same object: `params.b = params.a`.
      const right = Node.isBinaryExpression(assignment) ? assignment.getRight() : undefined
      const value = evaluate(right, Math.max(8, depth + 1))
      const deleted = deletedBeside(assignment, reference.getText()).filter(each => shape.known.has(each))
      // What is set again elsewhere may be there after all.
      if (!known.has(key)) apart.push([new Set([key]), new Set(deleted.filter(each => !isSet(name, each)))])
      // Whether it is assigned depends on the way the program goes: it may have either value.
      known.set(key, known.has(key) ? unknownValue : value)
    } else if (Node.isElementAccessExpression(parent) && parent.getExpression() === reference && isAssigned(parent)) {
      open = parent.getText()
    } else if (isObjectAssign(parent, reference)) open = parent?.getText()
  }
  return { ...shape, known, open, apart }
}

/** `delete params.max_tokens` in the same block: where the one is set, the other is not. */
function deletedBeside(assignment: Node | undefined, object: string): string[] {
  const statement = assignment?.getParent()
  const block = Node.isExpressionStatement(statement) ? statement.getParent() : undefined
  if (!Node.isBlock(block) && !Node.isSourceFile(block)) return []
  return block.getStatements().flatMap(each => {
    const deleted = Node.isExpressionStatement(each) ? each.getExpression() : undefined
    const member = Node.isDeleteExpression(deleted) ? deleted.getExpression() : undefined
    return Node.isPropertyAccessExpression(member) && member.getExpression().getText() === object
      ? [member.getName()]
      : []
  })
}

function isSet(object: Node, key: string): boolean {
  if (!Node.isIdentifier(object)) return true
  return object.findReferencesAsNodes().some(reference => {
    const member = reference.getParent()
    return Node.isPropertyAccessExpression(member) && member.getName() === key && isAssigned(member)
  })
}
