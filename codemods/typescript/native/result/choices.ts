// The list of choices: chat always gives one, so asking whether it is there asks whether anything came.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { dressed } from '../syntax.ts'
import { follow } from './follow.ts'
import { dropGuard } from './stream.ts'
import { isCondition, rewriteAs, type Value } from './value.ts'

/** `choices.<name>`; `value.node` is the access. */
export function rewriteChoices(context: Context, value: Value, name: string): undefined {
  const { node } = value
  const outer = dressed(node)
  const parent = outer.getParent()
  if (name === 'at' && Node.isCallExpression(parent) && parent.getArguments()[0]?.getText() === '0') {
    const kind = value.kind === 'choices' ? 'choice' : 'chunkChoice'
    return follow(context, { ...value, kind, node: parent })
  }
  if (value.kind === 'chunkChoices' && name === 'length' && dropGuard(context, outer)) return
  if (value.kind === 'choices' && name === 'length') return rewriteAs(context, value, node, 'output.length')
  throw new LeftAlone('result-unknown', `choices.${name}`)
}

/** `if (completion.choices && completion.choices[0])`. */
export function rewriteGuard(context: Context, value: Value, outer: Node): boolean {
  if (!isCondition(outer)) return false
  if (value.kind === 'completion' || value.kind === 'chunk') return true
  if (value.kind === 'choices' || value.kind === 'choice' || value.kind === 'message') {
    rewriteAs(context, value, value.node, value.kind === 'choices' ? 'output' : 'output[0]')
    return true
  }
  return dropGuard(context, outer)
}
