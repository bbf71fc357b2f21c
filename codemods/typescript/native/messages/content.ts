// The content of a message: a text, which both APIs read alike, or a list of parts, which are converted one by one.
import type { Expression } from 'ts-morph'
import { Node, SyntaxKind } from '../../morph.ts'
import { mayHaveParts } from '../../workspace.ts'
import { align } from '../align.ts'
import { declarationOf, definitionsOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { convertRequest } from '../convert.ts'
import { LeftAlone } from '../draft.ts'
import { followList } from '../lists/follow.ts'
import type { Subject } from '../lists/subject.ts'
import { quoted } from '../print.ts'
import { isRecord, Sketch } from '../sketch.ts'
import { bare, member, memberName, memberValue, quoteOf } from '../syntax.ts'
import { isText } from '../text.ts'
import { attempt } from './message.ts'

export function rewriteContent(context: Context, role: string, content: Expression): void {
  if (isText(content)) return
  const node = bare(content)
  if (isList(node)) {
    context.parts.add(content)
    followList(context, partsOf(role), content)
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

/** A list of parts that is written there, or a variable that is declared as one. */
function isList(node: Node): boolean {
  if (Node.isArrayLiteralExpression(node)) return true
  if (Node.isCallExpression(node)) return /\.(map|flatMap|concat|filter)\(/.test(node.getText())
  if (!Node.isIdentifier(node)) return false
  const declaration = declarationOf(node)
  const initializer = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : undefined
  return initializer !== undefined && isList(bare(initializer))
}

const partsOf = (role: string): Subject => ({
  unknown: 'content-unknown',
  accepts: (_context, property) => memberName(property) === 'content',
  rewrite: (context, element) => rewritePart(context, role, element),
  read(_context, node) {
    const parent = node.getParent()
    if (Node.isPropertyAccessExpression(parent) && parent.getName() === 'length') return
    throw new LeftAlone('content-unknown', 'other code reads the parts')
  },
  foreign() {
    throw new LeftAlone('content-unknown', 'a part that is no literal')
  },
  isPlainList: () => false,
  isPlainElement: () => false,
})

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
  if (context.typed && converted.type === 'input_image') converted.detail ??= defaultDetail(literal, sketch)
  align(context.draft, element, part, converted, sketch)
}

/** `'auto'`, as a constant where the type of the part is written as one. */
function defaultDetail(part: Node, sketch: Sketch): string {
  const type = Node.isObjectLiteralExpression(part) ? member(part, 'type') : undefined
  const constant = type && Node.isAsExpression(memberValue(type))
  if (!constant) return 'auto'
  const detail = '\u0000detail'
  sketch.texts.set(detail, `${quoted('auto', quoteOf(part))} as const`)
  return detail
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
  // The content of a message from outside: who writes it may sit in another file of the package.
  if (/\.content$/.test(node.getText()) && mayHaveParts(node)) return true
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
