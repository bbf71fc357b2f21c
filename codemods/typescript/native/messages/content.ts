// The content of a message: a text, which both APIs read alike, or a list of parts, which are converted one by one.
import type { Expression } from 'ts-morph'
import { Node, SyntaxKind } from '../../morph.ts'
import { align } from '../align.ts'
import { definitionsOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { convertRequest } from '../convert.ts'
import { LeftAlone } from '../draft.ts'
import { isRecord, Sketch } from '../sketch.ts'
import { bare } from '../syntax.ts'
import { isText } from '../text.ts'
import { attempt } from './message.ts'

export function rewriteContent(context: Context, role: string, content: Expression): void {
  if (isText(content)) return
  const node = bare(content)
  if (Node.isArrayLiteralExpression(node)) {
    context.parts.add(content)
    for (const element of node.getElements()) rewritePart(context, role, element)
    return
  }
  if (Node.isConditionalExpression(node)) {
    for (const branch of [node.getWhenTrue(), node.getWhenFalse()]) {
      rewriteContent(context, role, branch)
      if (context.parts.has(branch)) context.parts.add(content)
    }
    return
  }
  if (!couldBeParts(context, node)) return
  throw new LeftAlone('content-unknown', role)
}

function rewritePart(context: Context, role: string, element: Expression): void {
  const literal = bare(element)
  if (!Node.isObjectLiteralExpression(literal)) throw new LeftAlone('content-unknown', 'a part that is no literal')
  const sketch = new Sketch()
  const part = sketch.of(literal)
  const { after, losses } = attempt(() => convertRequest({ messages: [shell(role, part)] }))
  if (losses.length > 0) throw new LeftAlone('parameter-lost', 'a content part')
  const [item] = Array.isArray(after.input) ? after.input : []
  const [converted] = isRecord(item) ? listOf(item.content ?? item.output) : []
  if (!isRecord(converted)) throw new LeftAlone('content-unknown', 'a content part')
  if (context.typed && converted.type === 'output_text') throw new LeftAlone('content-unknown', 'parts of an assistant')
  // The types of the SDK want it said; it is what both APIs assume.
  if (context.typed && converted.type === 'input_image') converted.detail ??= 'auto'
  align(context.draft, element, part, converted, sketch)
}

function shell(role: string, part: unknown) {
  return role === 'tool' ? { role, tool_call_id: 'call', content: [part] } : { role, content: [part] }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/**
 * Whether a value nothing is known of may be a list of parts. Someone has to write the parts: where no file that could
 * have made it names one, it is a text.
 */
function couldBeParts(context: Context, node: Node): boolean {
  const type = node.getType()
  if (!type.isAny() && !type.isUnknown()) return true
  if (Node.isIdentifier(node)) {
    const definitions = definitionsOf(node) ?? []
    if (
      definitions.some(each =>
        [SyntaxKind.ArrayLiteralExpression, SyntaxKind.ObjectLiteralExpression].includes(bare(each).getKind()),
      )
    )
      return true
  }
  return /image_url|input_audio|['"]?type['"]?\s*:\s*['"]text['"]/.test(context.site.sourceFile.getFullText())
}
