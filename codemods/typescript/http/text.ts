// The text of a response that came as plain JSON: a function of the file's own, where the SDK has `output_text`.
import { Node } from '../morph.ts'
import type { Context } from '../native/context.ts'
import { LeftAlone, spanOf } from '../native/draft.ts'
import type { Value } from '../native/result/value.ts'

export const textFunction = 'outputText'

const forTypeScript = `(response: { output: { type: string; content?: { text?: string }[] }[] }) =>
  response.output
    .flatMap(item => (item.type === 'message' ? (item.content ?? []) : []))
    .map(part => part.text ?? '')
    .join('')`

const forJavaScript = `response =>
  response.output
    .flatMap(item => (item.type === 'message' ? item.content : []))
    .map(part => part.text ?? '')
    .join('')`

/** Writes `outputText(data)` where `data.choices[0].message.content` stood. */
export function writeText(context: Context, value: Value, node: Node): undefined {
  const { draft, site, typed } = context
  const declared = site.sourceFile.getLocal(textFunction)
  const statement = `const ${textFunction} = ${typed ? forTypeScript : forJavaScript}`
  if (declared !== undefined) throw new LeftAlone('name-taken', textFunction)
  draft.statements.add(indented(statement, site.sourceFile.getFullText()))
  const origin = Node.isParenthesizedExpression(value.origin) ? value.origin.getExpression() : value.origin
  const whole = value.name ?? spanOf(origin)
  const parent = node.getParent()
  const member = Node.isShorthandPropertyAssignment(parent) ? `${node.getText()}: ` : ''
  if (!value.optional) {
    draft.replace(node, member, `${textFunction}(`, whole, ')')
    return
  }
  // It is named twice.
  if (Node.isAwaitExpression(origin) || Node.isCallExpression(origin))
    throw new LeftAlone('result-unknown', 'an answer')
  // An answer without `output` is an error that nobody looked at: it gives nothing where it gave nothing.
  const asks = node
    .getText()
    .slice(value.origin.getEnd() - node.getStart())
    .startsWith('?.')
  const guard = /choices\s*\?\./.test(node.getText()) ? `${asks ? '?' : ''}.output && ` : ' && '
  const guarded = [whole, guard, `${textFunction}(`, whole, ')']
  draft.replace(node, member, ...(isAlone(node) ? guarded : ['(', ...guarded, ')']))
}

function isAlone(node: Node): boolean {
  const parent = node.getParent()
  return Node.isVariableDeclaration(parent) || Node.isReturnStatement(parent) || Node.isPropertyAssignment(parent)
}

/** In the file's own indentation. */
function indented(statement: string, text: string): string {
  const first = /^(\t| +)\S/m.exec(text)?.[1]
  const unit = first === undefined || (first !== '\t' && first.length > 4) ? '  ' : first
  return statement.replace(/^( {2})+/gm, steps => unit.repeat(steps.length / 2))
}
