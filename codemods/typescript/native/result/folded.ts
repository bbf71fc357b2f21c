// Two questions that Responses answers in one: whether the answer ended with calls, and whether there are any.
import { Node } from '../../morph.ts'
import { symbolOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { bare, dressed, literalText } from '../syntax.ts'

/** `choice.finish_reason === 'tool_calls' && choice.message.tool_calls`: of the two, the second goes. */
export function foldQuestion(context: Context, question: Node): boolean {
  const outer = dressed(question)
  const parent = outer.getParent()
  if (!Node.isBinaryExpression(parent) || !/^(&&|\|\|)$/.test(parent.getOperatorToken().getText())) return false
  const [left, right] = [parent.getLeft(), parent.getRight()]
  const other = left === outer ? right : left
  if (!asksForCalls(other) || !isSameResult(other, outer)) return false
  const file = parent.getSourceFile()
  if (left === outer) context.draft.change(file, left.getStart(), right.getStart())
  else context.draft.change(file, left.getEnd(), right.getEnd())
  return true
}

/** `….finish_reason === 'tool_calls'`. */
function asksForCalls(node: Node): boolean {
  const comparison = bare(node)
  if (!Node.isBinaryExpression(comparison) || !/^===?$/.test(comparison.getOperatorToken().getText())) return false
  const asked = bare(comparison.getLeft())
  const reason = Node.isPropertyAccessExpression(asked) && asked.getName() === 'finish_reason'
  return reason && literalText(comparison.getRight()) === 'tool_calls'
}

/** Both begin with the same variable. */
function isSameResult(one: Node, other: Node): boolean {
  const [first, second] = [one, other].map(each => bare(each).getDescendants().find(Node.isIdentifier))
  if (first === undefined || second === undefined) return false
  return first.getText() === second.getText() && symbolOf(first) === symbolOf(second)
}
