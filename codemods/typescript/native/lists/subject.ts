// What a list is a list of. Messages and tools are kept, filled and handed on in the same ways.
import type { Expression, TypeNode } from 'ts-morph'
import type { ReasonCode } from '../../../engine/reasons.ts'
import type { Node } from '../../morph.ts'
import type { Context } from '../context.ts'

export interface Subject {
  /** The member of a request that takes the list. */
  readonly member: string
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
