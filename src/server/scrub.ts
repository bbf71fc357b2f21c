// Keys in text that is not ours: an upstream's error may repeat the key it was called with.

const hidden = '***'

/** What keys look like in the wild: OpenAI's and its like, any Bearer credential, a key in a query. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|pk|rk|sess)-[\w-]{6,}(?:\*+[\w-]*)?/g, hidden],
  [/\bBearer +[^\s"',;\\]+/gi, `Bearer ${hidden}`],
  [/([?&](?:api[-_]?key|key|token|access_token)=)[^&\s"'\\]+/gi, `$1${hidden}`],
]

/** The text without the given secrets, and without anything that looks like a key. */
export function scrubbed(text: string, secrets: readonly string[]): string {
  let clean = withoutSecrets(text, secrets)
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement)
  return clean
}

/** Only the given secrets: for text that may hold words that merely look like keys. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) if (clean.includes(secret)) clean = clean.replaceAll(secret, hidden)
  return clean
}

/** A name from outside, fit for a log line and a metric: no control characters, no keys, not endless. */
export function plainName(name: string): string {
  // What almost every name is: nothing in it to be replaced.
  if (/^[\w.:/@+-]{1,100}$/.test(name) && !/\b(?:sk|pk|rk|sess)-/.test(name)) return name
  const plain = scrubbed(name, []).replace(/[^\w.:/@+-]/g, '_')
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain
}
