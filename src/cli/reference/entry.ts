// What `explain` and docs/parameters.md are made of: one entry for every name either API has a meaning for.

export type Api = 'chat' | 'responses'

/** What becomes of a name in the other API. */
export interface Fate {
  /** `read along`: it has no place of its own; the sentence says what it is good for. */
  readonly effect: 'same' | 'becomes' | 'lost' | 'read along'
  /** Where it is over there, as members joined by dots; empty where a sentence has to say it. */
  readonly places: readonly string[]
  /** What to know about it, or why it is lost. */
  readonly about?: string
}

export interface Entry {
  readonly name: string
  /** The API whose name it is. A name both have is two entries. */
  readonly api: Api
  readonly fate: Fate
  /** Names of the other API that become this one. */
  readonly from: readonly string[]
  /** The value that is written over there when it is left out here. */
  readonly writtenWhenAbsent?: unknown
  /** The value that means the same as leaving it out, so that losing it is no loss. */
  readonly noLossWhen?: unknown
}

export interface Section {
  readonly title: string
  /** `request parameter`: what one entry is. */
  readonly noun: string
  readonly entries: readonly Entry[]
}

/** A list of sentences that belong to both APIs. */
export interface Glossary {
  readonly title: string
  readonly noun: string
  readonly terms: readonly { readonly name: string; readonly about: string }[]
}
