// What stands beside a loop over the pieces of calls: it ran once a piece, and now it runs once a call.
import type { IfStatement } from 'ts-morph'
import { Node } from '../../morph.ts'
import { declarationOf, usesInFile } from '../bindings.ts'
import { LeftAlone } from '../draft.ts'

const unknown = () => new LeftAlone('result-unknown', 'something that happens for each piece of a call')

/** Only flags that nobody reads before all have come, and no plain `else`, which would run for every other event. */
export function requireNothingElse(asked: IfStatement, loop: Node): void {
  const then = asked.getThenStatement()
  const others = Node.isBlock(then) ? then.getStatements().filter(each => each !== loop) : []
  for (const each of others) {
    if (Node.isVariableStatement(each) && /= [\w$.[\]?]+tool_calls;?$/.test(each.getText())) continue
    const set = Node.isExpressionStatement(each) ? each.getExpression() : undefined
    const flag = Node.isBinaryExpression(set) && /^[\w$.]+ = (true|false|'\w*'|"\w*");?$/.test(each.getText())
    if (!flag || isReadMeanwhile(set.getLeft(), asked)) throw unknown()
  }
  if (hasPlainElse(asked)) throw unknown()
}

function isReadMeanwhile(flag: Node, asked: IfStatement): boolean {
  const declaration = Node.isIdentifier(flag) ? declarationOf(flag) : undefined
  const stream = asked.getFirstAncestor(each => Node.isForOfStatement(each) && each.isAwaited())
  if (!Node.isVariableDeclaration(declaration) || stream === undefined) return false
  return usesInFile(declaration.getNameNode()).some(
    use => use !== flag && stream.containsRange(use.getPos(), use.getEnd()) && !isSet(use),
  )
}

function isSet(use: Node): boolean {
  const parent = use.getParent()
  return Node.isBinaryExpression(parent) && parent.getLeft() === use && parent.getOperatorToken().getText() === '='
}

function hasPlainElse(asked: IfStatement): boolean {
  const otherwise = asked.getElseStatement()
  return Node.isIfStatement(otherwise) ? hasPlainElse(otherwise) : otherwise !== undefined
}
