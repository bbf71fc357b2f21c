// The word that JSON mode asks for. Chat looks for it in all messages, Responses in `input` alone: a system message
// that is the only one to say it has to stay there, since the call would be refused with it in `instructions`.
import type { Node as AnyNode, ObjectLiteralExpression } from 'ts-morph'
import { Node } from '../../morph.ts'
import { bare, member, memberValue } from '../syntax.ts'

const mode = 'json_object'

/** Whether the request may ask for JSON mode while none of the other messages is seen to say the word. */
export function needsSystemInInput(request: ObjectLiteralExpression, others: readonly AnyNode[]): boolean {
  return mayAskForJson(request) && !others.some(saysJson)
}

function mayAskForJson(request: ObjectLiteralExpression): boolean {
  const property = member(request, 'response_format')
  const format = property && memberValue(property)
  if (format?.getText().includes(mode)) return true
  const inFile = request.getSourceFile().getFullText().includes(mode)
  if (format) return inFile && Node.isIdentifier(bare(format))
  // It may come with a spread, or be set later.
  const direct = Node.isCallExpression(request.getParent())
  return inFile && (!direct || request.getProperties().some(Node.isSpreadAssignment))
}

/** What is written out counts; what a variable says is not known. */
function saysJson(message: AnyNode): boolean {
  return [message, ...message.getDescendants()].some(
    node =>
      (Node.isLiteralLike(node) || Node.isTemplateMiddle(node) || Node.isTemplateTail(node)) &&
      /json/i.test(node.getText()),
  )
}
