// What a loss is, and the list of loss codes. Every way in which a conversion is not exact is one of these.

/** `dropped`: gone. `changed`: there, but different. `emulated`: the bridge itself does what the other API cannot. */
export type LossEffect = 'dropped' | 'changed' | 'emulated'

/** Each code with the sentence that explains it. `explain` and the generated docs print these. */
export const lossCodes = {
  'no-counterpart': 'The other API has no such thing.',
  'unknown-field': 'Neither API documents this key, so it is not sent on.',
  'unknown-value': 'Neither API documents this value or type.',
  'request-echo': 'The answer repeats what the request said; the other API does not.',
  'out-of-range': 'The value is outside what the other API accepts and was moved to the nearest accepted one.',
  bookkeeping: "The server's notes on its own work. No caller of the other API ever had them.",
  joined: 'Several of these become one in the other API.',
  reordered: 'The other API prescribes another order.',
  reshaped: 'The content survives in another form and does not come back in the first one.',
  overruled: 'Another field of the same request says the same thing and wins.',
  unfinished: 'The other API has no word for an answer that is not finished.',
} as const satisfies Record<string, string>

export type LossCode = keyof typeof lossCodes

/** One thing that is not, or not exactly, carried over. */
export interface Loss {
  /** RFC 6901 pointer into the source document; for a stream, into the finished object. */
  readonly path: string
  readonly code: LossCode
  readonly effect: LossEffect
  /** A sentence for a person. It never quotes a value. */
  readonly message: string
}
