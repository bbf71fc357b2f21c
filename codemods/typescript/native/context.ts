// What every part of a rewrite needs to know: the site, the sites around it, and the draft it writes into.

import type { Node } from '../morph.ts'
import type { CallSite, RewriteOptions } from '../site.ts'
import type { Draft } from './draft.ts'

export interface Context {
  readonly site: CallSite
  readonly options: RewriteOptions
  readonly draft: Draft
  /** Every site of the run, by its call. */
  readonly sites: ReadonlyMap<Node, CallSite>
  /** Whether the file is TypeScript, whose compiler will judge what is written. */
  readonly typed: boolean
  /** Whether the request offers tools: without them an answer cannot end in calls. */
  readonly tools: boolean
  /** Contents that are lists of parts. */
  readonly parts: Set<Node>
  /** Messages that became items of another kind: calls and their outputs. */
  readonly items: Set<Node>
  /** Reads of the messages, which are only the same while no message changes its shape. */
  readonly reads: Set<Node>
  /** Conditions that tell which event a chunk is, by what they asked for. */
  readonly tests: Map<Node, string>
  /** Parts of the request that have been followed already. */
  readonly seen: Set<Node>
  /** Variables and parameters that are followed, and the part of a result that each holds. */
  readonly held: Map<Node, string>
  /** Parts of the result that have been followed already. */
  readonly followed: Set<Node>
}
