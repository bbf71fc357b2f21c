// Follows a result from where it is made to everything that reads it, and rewrites what is read.

import { isError } from '../../http/error.ts'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { gatherCalls } from '../gathered/index.ts'
import { dressed, literalText } from '../syntax.ts'
import { retypePart } from '../types.ts'
import { rewriteCall } from './call.ts'
import { rewriteCalls, rewriteOnlyCall } from './calls.ts'
import { rewriteChoices, rewriteGuard, visitChoices } from './choices.ts'
import { writeConstant } from './constant.ts'
import { rewriteContent } from './content.ts'
import { isQuestion, rewriteEither } from './either.ts'
import { rewriteChunkFinish, rewriteChunkUsage } from './ending.ts'
import { rewriteFinish } from './finish.ts'
import { memberOf } from './members.ts'
import { requireOpaque } from './opaque.ts'
import { rewriteParsed, rewriteRefusal } from './parsed.ts'
import { rewriteOutcome, rewriteSeveral } from './several.ts'
import { rewriteDelta, rewriteStream } from './stream.ts'
import { rewriteUsage } from './usage.ts'
import type { Kind, Value } from './value.ts'
import { followWhole } from './whole.ts'

/** Parts that are rewritten where they are read, each in its own way. */
const leaves: Partial<Record<Kind, (context: Context, value: Value) => undefined>> = {
  content: rewriteContent,
  usage: rewriteUsage,
  either: rewriteEither,
  promises: rewriteSeveral,
  several: rewriteSeveral,
  outcomes: rewriteSeveral,
  outcome: rewriteOutcome,
  finish: rewriteFinish,
  calls: rewriteCalls,
  parsed: rewriteParsed,
  refusal: rewriteRefusal,
  callList: rewriteCalls,
  onlyCall: rewriteOnlyCall,
  call: rewriteCall,
  function: rewriteCall,
  stream: rewriteStream,
  deltaContent: rewriteDelta,
  deltaRefusal: rewriteDelta,
  deltaArguments: rewriteDelta,
  chunkFinish: rewriteChunkFinish,
  chunkUsage: rewriteChunkUsage,
}

/** Parts whose type is one of the SDK's. */
const typed: ReadonlySet<Kind> = new Set([
  'promise',
  'completion',
  'either',
  'promises',
  'several',
  'outcomes',
  'choices',
  'choice',
  'message',
  'stream',
  'chunk',
  'usage',
  'call',
])

export function follow(context: Context, value: Value): undefined {
  if (context.followed.has(value.node)) return
  context.followed.add(value.node)
  retypeCasts(context, value)
  followAs(context, value)
}

/** Types that the caller gives a result on the spot: `(await create(…)) as ChatCompletion`. */
function retypeCasts(context: Context, value: Value): undefined {
  if (!typed.has(value.kind)) return
  for (let node = value.node.getParent(); node && isCast(node); node = node.getParent()) {
    if (Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isTypeAssertion(node)) {
      retypePart(context, node.getTypeNode())
    }
  }
}

const isCast = (node: Node) =>
  Node.isAsExpression(node) ||
  Node.isSatisfiesExpression(node) ||
  Node.isTypeAssertion(node) ||
  Node.isParenthesizedExpression(node) ||
  Node.isNonNullExpression(node)

export function followAs(context: Context, value: Value): undefined {
  const leaf = leaves[value.kind]
  if (leaf) return leaf(context, value)
  if (value.kind === 'deltaCalls' && gatherCalls(context, value)) return
  const outer = dressed(value.node)
  const parent = outer.getParent()
  if (value.kind === 'promise' || parent === undefined) return followWhole(context, value)
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    return followMember(context, value, outer, parent, parent.getName(), parent.hasQuestionDotToken())
  }
  if (Node.isElementAccessExpression(parent) && parent.getExpression() === outer) {
    const index = parent.getArgumentExpression()
    const name = literalText(index) ?? index?.getText() ?? ''
    return followMember(context, value, outer, parent, name, parent.hasQuestionDotToken())
  }
  if (value.kind === 'completion' && isQuestion(context, parent, outer)) return
  if (visitChoices(context, value, outer) || rewriteGuard(context, value, outer)) return
  followWhole(context, value)
}

function followMember(
  context: Context,
  value: Value,
  outer: Node,
  parent: Node,
  name: string,
  asks: boolean,
): undefined {
  const whole = value.name === undefined && value.node === value.origin
  const next = {
    ...value,
    node: parent,
    origin: whole ? outer : value.origin,
    // Plain JSON may be an error, which has no choices either.
    optional:
      (whole || (context.site.method === 'http' && value.kind === 'choices')) && !value.optional
        ? asks
        : value.optional,
  }
  if (isError(context, value, parent, name)) return
  const step = memberOf(value.kind, name)
  if (step === undefined) {
    if (value.kind === 'choices' || value.kind === 'chunkChoices') return rewriteChoices(context, next, name)
    throw new LeftAlone('result-lost', `${value.kind}.${name}`)
  }
  if (typeof step === 'string') return follow(context, { ...next, kind: step })
  if ('says' in step) return writeConstant(context, parent, step.says)
  if (step.as === 'id') requireOpaque(parent)
  if (step.as !== name && Node.isPropertyAccessExpression(parent)) context.draft.replace(parent.getNameNode(), step.as)
}
