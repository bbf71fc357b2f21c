// Whether a call streams: what its request says, what its type says, and how its result is used.
import type { CallExpression } from 'ts-morph'
import { Node } from '../morph.ts'
import { evaluate, isShape, unknownValue } from '../request/value.ts'
import type { CallSite } from '../site.ts'
import { declarationsOf } from './modules.ts'

export function streamingOf(call: CallExpression): CallSite['streaming'] {
  const [request] = call.getArguments()
  const said = streamingSaid(request)
  return said === 'either' ? (streamingUsed(call) ?? 'either') : said
}

/** What a request says of `stream`. */
export function streamingSaid(request: Node | undefined): CallSite['streaming'] {
  const shape = evaluate(request)
  if (!isShape(shape)) return streamingTyped(request)
  const stream = shape.known.get('stream')
  if (stream === true) return 'yes'
  if (stream === unknownValue) return 'either'
  if (shape.known.has('stream')) return 'no'
  return shape.open === undefined ? 'no' : 'either'
}

/** `ChatCompletionCreateParamsNonStreaming` and `…Streaming` say it in their names. */
function streamingTyped(request: Node | undefined): CallSite['streaming'] {
  if (!Node.isIdentifier(request)) return 'either'
  for (const declaration of declarationsOf(request)) {
    const typed = Node.isParameterDeclaration(declaration) || Node.isVariableDeclaration(declaration)
    const type = typed ? (declaration.getTypeNode()?.getText() ?? '') : ''
    if (/NonStreaming\b/.test(type)) return 'no'
    if (/Streaming\b/.test(type)) return 'yes'
  }
  return 'either'
}

/** A result of which `choices` are read is a completion; one that is iterated is a stream. */
function streamingUsed(call: CallExpression): 'yes' | 'no' | undefined {
  let outer: Node = call
  while (
    Node.isParenthesizedExpression(outer.getParent()) ||
    Node.isAwaitExpression(outer.getParent()) ||
    Node.isAsExpression(outer.getParent())
  ) {
    outer = outer.getParentOrThrow()
  }
  if (/as [\w.]*\bChatCompletion$/.test(outer.getText())) return 'no'
  if (/as (Stream|AsyncIterable)\b/.test(outer.getText().slice(call.getText().length))) return 'yes'
  const parent = outer.getParent()
  if (Node.isForOfStatement(parent)) return 'yes'
  if (Node.isPropertyAccessExpression(parent)) return parent.getName() === 'choices' ? 'no' : undefined
  const name = Node.isVariableDeclaration(parent) ? parent.getNameNode() : undefined
  if (Node.isObjectBindingPattern(name)) return /\b(choices|usage)\b/.test(name.getText()) ? 'no' : undefined
  if (!Node.isIdentifier(name)) return undefined
  const uses = name.findReferencesAsNodes().map(reference => reference.getParent())
  const iterated = uses.some(use => Node.isForOfStatement(use))
  const read = uses.some(use => Node.isPropertyAccessExpression(use) && /^(choices|usage)$/.test(use.getName()))
  return iterated === read ? undefined : iterated ? 'yes' : 'no'
}
