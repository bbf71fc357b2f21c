// What a codemod says of one call site: how it was rewritten, or why it was left alone.
import type { ReasonCode } from './reasons.ts'

/** `native`: no dependency on this package. `bridged`: converted where it is called. `wrapped`: at the client. */
export type Strength = 'native' | 'bridged' | 'wrapped'

export interface Finding {
  /** As it was named on the command line or found below it; `/` between folders. */
  readonly file: string
  /** Where the call begins, counted from 1. */
  readonly line: number
  readonly column: number
  /** The call as a person would name it: `openai.chat.completions.create`. */
  readonly call: string
  /** Rewritten with this strength, or `undefined` with a reason. */
  readonly strength: Strength | undefined
  readonly reason: ReasonCode | undefined
  /** What of it stood in the way, without quoting values: a parameter's name, a line. */
  readonly detail: string | undefined
  /** What changes although the site was rewritten: the printed shape of a whole result, say. */
  readonly notes: readonly string[]
}
