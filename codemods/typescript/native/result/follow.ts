// Follows a result from where it is made to everything that reads it, and rewrites what is read.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { dressed, literalText } from '../syntax.ts'
import { rewriteCall } from './call.ts'
import { rewriteCalls } from './calls.ts'
import { rewriteChoices, rewriteGuard, visitChoices } from './choices.ts'
import { rewriteContent } from './content.ts'
import { rewriteFinish } from './finish.ts'
import { rewriteParsed, rewriteRefusal } from './parsed.ts'
import { rewriteChunkFinish, rewriteChunkUsage, rewriteDelta, rewriteStream } from './stream.ts'
import { rewriteUsage } from './usage.ts'
import type { Kind, Value } from './value.ts'
import { followWhole } from './whole.ts'

/** Parts that are rewritten where they are read, each in its own way. */
const leaves: Partial<Record<Kind, (context: Context, value: Value) => undefined>> = {
  content: rewriteContent,
  usage: rewriteUsage,
  finish: rewriteFinish,
  calls: rewriteCalls,
  parsed: rewriteParsed,
  refusal: rewriteRefusal,
  callList: rewriteCalls,
  call: rewriteCall,
  function: rewriteCall,
  stream: rewriteStream,
  deltaContent: rewriteDelta,
  deltaArguments: rewriteDelta,
  chunkFinish: rewriteChunkFinish,
  chunkUsage: rewriteChunkUsage,
}

/** Members that lead on, or stay under the name given. */
const members: Partial<Record<Kind, Readonly<Record<string, Kind | { readonly as: string }>>>> = {
  completion: {
    choices: 'choices',
    usage: 'usage',
    id: { as: 'id' },
    model: { as: 'model' },
    created: { as: 'created_at' },
    service_tier: { as: 'service_tier' },
    _request_id: { as: '_request_id' },
  },
  choice: { message: 'message', finish_reason: 'finish' },
  message: { content: 'content', tool_calls: 'calls', parsed: 'parsed', refusal: 'refusal' },
  chunk: { choices: 'chunkChoices', usage: 'chunkUsage' },
  chunkChoice: { delta: 'delta', finish_reason: 'chunkFinish' },
  delta: { content: 'deltaContent', tool_calls: 'deltaCalls' },
  deltaCall: { function: 'deltaFunction' },
  deltaFunction: { arguments: 'deltaArguments' },
}

/** What the first element of a list of choices is. */
const firstOf: Partial<Record<Kind, Kind>> = {
  choices: 'choice',
  chunkChoices: 'chunkChoice',
  deltaCalls: 'deltaCall',
}

/** The kind of a member, `{ as }` for one that stays, `undefined` for one that Responses does not have. */
export function memberOf(kind: Kind, name: string): Kind | { readonly as: string } | undefined {
  return name === '0' ? firstOf[kind] : members[kind]?.[name]
}

export function follow(context: Context, value: Value): undefined {
  if (context.followed.has(value.node)) return
  context.followed.add(value.node)
  const leaf = leaves[value.kind]
  if (leaf) return leaf(context, value)
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
  const whole = value.name === undefined && (value.kind === 'completion' || value.kind === 'chunk')
  const next = {
    ...value,
    node: parent,
    origin: whole ? outer : value.origin,
    optional: whole && !value.optional ? asks : value.optional,
  }
  const step = memberOf(value.kind, name)
  if (step === undefined) {
    if (value.kind === 'choices' || value.kind === 'chunkChoices') return rewriteChoices(context, next, name)
    throw new LeftAlone('result-lost', `${value.kind}.${name}`)
  }
  if (typeof step === 'string') return follow(context, { ...next, kind: step })
  if (step.as !== name && Node.isPropertyAccessExpression(parent)) context.draft.replace(parent.getNameNode(), step.as)
}
