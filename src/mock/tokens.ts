// How the mock counts and splits: a word with the space before it is a token, everywhere.

/** Concatenated, the pieces are the text again. */
export function words(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? []
}

/** JSON rarely has spaces, so arguments are split at every change between word characters and the rest. */
export function fragments(json: string): string[] {
  return json.match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_]+/gu) ?? []
}

export function countTokens(value: unknown): number {
  if (value === null || value === undefined) return 0
  if (typeof value === 'string') return words(value).length
  return fragments(JSON.stringify(value) ?? '').length
}

export interface TokenProbability {
  token: string
  logprob: number
  bytes: number[]
  top_logprobs: { token: string; logprob: number; bytes: number[] }[]
}

function probability(token: string, rank: number) {
  const logprob = -((token.length % 5) + 1 + rank * 10) / 100
  return { token, logprob, bytes: [...new TextEncoder().encode(token)] }
}

/** The likeliest alternative is the token itself; the others are it with a mark behind. */
export function probabilities(tokens: readonly string[], top: number): TokenProbability[] {
  return tokens.map(token => ({
    ...probability(token, 0),
    top_logprobs: Array.from({ length: top }, (_, rank) => probability(token + '~'.repeat(rank), rank)),
  }))
}

/** Filler that hides the length of a delta: together they are a multiple of 16 characters, as on the wire. */
export function obfuscation(delta: string): string {
  const length = 16 - (delta.length % 16)
  return 'abcdefghijklmnop'.slice(0, length)
}
