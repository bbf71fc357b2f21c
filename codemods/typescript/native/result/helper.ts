// The SDK's streaming helper: `.stream()` with its event handlers, and what it gives in the end.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone, spanOf } from '../draft.ts'
import { functionOf } from '../functions.ts'
import { quoted } from '../print.ts'
import { dressed, literalText } from '../syntax.ts'
import { retype } from '../types.ts'
import { follow } from './follow.ts'
import type { Kind, Value } from './value.ts'
import { followVariable } from './variables.ts'

const textEvent = 'response.output_text.delta'

/** Members of either helper that mean the same. */
const same: ReadonlySet<string> = new Set(['controller', 'abort', 'done', 'ended', 'errored', 'aborted', 'emitted'])
const sameEvents: ReadonlySet<string | undefined> = new Set(['connect', 'error', 'abort', 'end'])

/** `stream.on(…)`, `stream.finalChatCompletion()`. */
export function rewriteHelperMember(context: Context, value: Value, access: Node): undefined {
  if (!Node.isPropertyAccessExpression(access)) return
  const name = access.getName()
  if (same.has(name)) return
  const call = access.getParent()
  if (name === 'tee' && Node.isCallExpression(call)) return followTee(context, call)
  if (!Node.isCallExpression(call) || context.site.method !== 'stream') {
    throw new LeftAlone('result-unknown', `stream.${name}`)
  }
  if (name === 'on' || name === 'once') {
    rewriteHandler(context, call.getArguments()[0], call.getArguments()[1])
    return follow(context, { ...value, node: call, origin: call })
  }
  const brings = finals[name]
  if (brings) {
    context.draft.replace(access.getNameNode(), 'finalResponse')
    return follow(context, { kind: 'promise', brings, node: call, origin: call, optional: false })
  }
  const awaited = call.getParent()
  const member = { finalContent: 'output_text', totalUsage: 'usage' }[name]
  if (member === undefined || !Node.isAwaitExpression(awaited)) throw new LeftAlone('result-lost', `stream.${name}`)
  const holder = awaited.getParent()
  const whole = Node.isParenthesizedExpression(holder) ? holder : awaited
  context.draft.replace(whole, '(await ', spanOf(access.getExpression()), `.finalResponse()).${member}`)
  if (member === 'usage') follow(context, { kind: 'usage', node: whole, origin: whole, optional: false })
}

/** What the helper gives in the end, each of it a part of the last response. */
const finals: Readonly<Partial<Record<string, Kind>>> = { finalChatCompletion: 'completion', finalMessage: 'message' }

/** `const [one, other] = stream.tee()`. */
function followTee(context: Context, call: Node): undefined {
  const declaration = dressed(call).getParent()
  const pattern = Node.isVariableDeclaration(declaration) ? declaration.getNameNode() : undefined
  if (!Node.isArrayBindingPattern(pattern)) throw new LeftAlone('result-unknown', 'stream.tee')
  for (const element of pattern.getElements()) {
    const name = Node.isBindingElement(element) ? element.getNameNode() : undefined
    if (Node.isIdentifier(name)) {
      followVariable(context, { kind: 'stream', node: name, origin: name, optional: false }, name)
    } else if (name) throw new LeftAlone('result-unknown', 'stream.tee')
  }
}

function rewriteHandler(context: Context, event: Node | undefined, callback: Node | undefined): undefined {
  const name = literalText(event)
  if (sameEvents.has(name)) return
  if (name === 'chunk' && event && callback) return followChunks(context, event, callback)
  if (event === undefined || callback === undefined || (name !== 'content' && name !== 'content.delta')) {
    throw new LeftAlone('result-lost', 'an event of the stream')
  }
  context.draft.replace(event, quoted(textEvent, event.getText().charAt(0)))
  if (name === 'content.delta') return
  if (!Node.isArrowFunction(callback) && !Node.isFunctionExpression(callback)) {
    context.draft.replace(callback, 'event => ', spanOf(callback), '(event.delta)')
    return
  }
  const parameters = callback.getParameters()
  const [first] = parameters
  const last = parameters.at(-1)
  if (!first || !last) return
  const members = parameters.map((parameter, index) => {
    const member = index === 0 ? 'delta' : 'snapshot'
    return parameter.getName() === member ? member : `${member}: ${parameter.getName()}`
  })
  const pattern = `{ ${members.join(', ')} }`
  const bare = Node.isArrowFunction(callback) && callback.getStart() === first.getStart()
  context.draft.change(callback.getSourceFile(), first.getStart(), last.getEnd(), bare ? `(${pattern})` : pattern)
}

/** `on('chunk', chunk => …)`, which is given every event instead. */
function followChunks(context: Context, event: Node, callback: Node): undefined {
  const made = functionOf(callback)
  const [parameter] = Node.isParametered(made) ? made.getParameters() : []
  const name = parameter?.getNameNode()
  if (!Node.isIdentifier(name)) throw new LeftAlone('result-lost', 'an event of the stream')
  retype(context, parameter?.getTypeNode())
  context.draft.replace(event, quoted('event', event.getText().charAt(0)))
  followVariable(context, { kind: 'chunk', node: name, origin: name, optional: false }, name)
}
