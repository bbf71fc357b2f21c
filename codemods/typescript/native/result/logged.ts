// What is printed and nothing else: it counts as moved, with a note that its shape changes.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { spanOf } from '../draft.ts'
import { type Kind, type Value, wholeOf } from './value.ts'

const shapeNote = 'What is printed has the shape of a response.'

const printing =
  /(^|\.)(console|logger|log|core)\.(log|info|debug|warn|error|trace|verbose|dir|notice|success|fatal|table)$/i

/** Printed, and nothing else: `console.log(x)`, `logger.info('…', { x: JSON.stringify(x) })`. */
export function isLogged(node: Node): boolean {
  const parent = node.getParent()
  if (Node.isPropertyAssignment(parent) && parent.getInitializer() === node) return isLogged(parent.getParent())
  if (!Node.isCallExpression(parent) || !parent.getArguments().includes(node)) return false
  const callee = parent.getExpression().getText()
  if (printing.test(callee)) return true
  return callee === 'JSON.stringify' && isLogged(joined(parent))
}

/** The text that a text is a piece of. */
function joined(text: Node): Node {
  const parent = text.getParent()
  if (Node.isTemplateSpan(parent)) return joined(parent.getParent())
  const adds = Node.isBinaryExpression(parent) && parent.getOperatorToken().getText() === '+'
  return adds ? joined(parent) : text
}

/** What is printed in place of a part that Responses does not have. */
const instead: Partial<Record<Kind, string>> = {
  completion: '',
  choices: '.output',
  choice: '.output',
  message: '.output',
  stream: '',
  chunk: '',
  chunkChoices: '',
  chunkChoice: '',
  delta: '',
}

/** Says that what is printed changes its shape. */
export const noteShape = ({ draft }: Context): undefined => void draft.notes.add(shapeNote)

/** Writes what is printed from now on; `false` where the part is not printed, or not printed alone. */
export function rewriteLogged(context: Context, value: Value, outer: Node): boolean {
  const suffix = instead[value.kind]
  if (suffix === undefined || !isLogged(outer)) return false
  noteShape(context)
  const shorthand = Node.isShorthandPropertyAssignment(outer.getParent())
  const same = suffix === '' && value.name === undefined && spanOf(value.origin).end === outer.getEnd()
  if (!same && !shorthand) context.draft.replace(outer, wholeOf(value), value.optional && suffix ? '?' : '', suffix)
  return true
}
