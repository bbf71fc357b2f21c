// What a list is a list of. Messages and tools are kept, filled and handed on in the same ways.
import type { Expression, TypeNode } from 'ts-morph'
import type { ReasonCode } from '../../../engine/reasons.ts'
import type { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { memberName } from '../syntax.ts'

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

/** `messages: list` in a request of this or another site, which then moves along. */
export function isMemberOfRequest(context: Context, property: Node, name: string): boolean {
  const call = property.getParent()?.getParent()
  const site = call && context.sites.get(call)
  if (site === undefined || memberName(property) !== name) return false
  if (site !== context.site) context.draft.companions.add(site)
  return true
}
