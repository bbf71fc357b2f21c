// What a list is a list of. Messages and tools are kept, filled and handed on in the same ways.
import type { Expression, TypeNode } from 'ts-morph'
import type { ReasonCode } from '../../../engine/reasons.ts'
import { Node } from '../../morph.ts'
import type { CallSite } from '../../site.ts'
import type { Context } from '../context.ts'
import { ownersOf, ownersOfName } from '../owner.ts'
import { bare, memberName } from '../syntax.ts'

export interface Subject {
  /** Whether a member of an object literal is where such a list belongs. */
  accepts(context: Context, property: Node): boolean
  readonly unknown: ReasonCode
  /** Rewrites one element where it is written. */
  rewrite(context: Context, literal: Expression): void
  /** Code that looks into the list without sending it. */
  read(context: Context, node: Node): void
  /** An element that is neither written out nor made by a function of this project. */
  foreign(context: Context, node: Node): void
  /** Whether a declared type says that nothing in the list changes. */
  isPlainList(type: TypeNode | undefined): boolean
  isPlainElement(type: TypeNode): boolean
}

/** `messages: list` or `params.messages = list` in a request of this or another site, which then moves along. */
export function isMemberOfRequest(context: Context, slot: Node, name: string): boolean {
  const owners = ownersOfSlot(context, slot, name)
  for (const site of owners) if (site !== context.site) context.draft.companions.add(site)
  return owners.size > 0
}

function ownersOfSlot(context: Context, slot: Node, name: string): ReadonlySet<CallSite> {
  if (!Node.isBinaryExpression(slot)) {
    const literal = slot.getParent()
    return literal && memberName(slot) === name ? ownersOf(context, literal) : new Set()
  }
  const left = slot.getLeft()
  if (!Node.isPropertyAccessExpression(left) || left.getName() !== name) return new Set()
  return ownersOfName(context, bare(left.getExpression()))
}
