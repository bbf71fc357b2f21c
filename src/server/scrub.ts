// Takes secrets out of text that is not ours before anybody reads it, in a log, a metric or an answer: those that are known,
// and whatever looks like one. The last guard, behind code that puts no secret there in the first place; an upstream's
// error that repeats the key it was called with is the case it is for.

const mask = '***'

// Each of them reads a text once: no pattern can match the same characters in two ways.
const shapes: readonly (readonly [shape: RegExp, masked: string])[] = [
  // Not the sentence that says which of them a server wants.
  [/\b(Bearer|Basic|Digest)[ \t]+(?!auth|tokens?\b)[\w.~+/=:-]{6,}/gi, `$1 ${mask}`],
  [/\b(?:sk|rk|pk|sess|gsk|xai|hf|ghp|pat|AKIA|AIza)[-_][\w*-]{6,}|\bAIza[\w-]{20,}|\bAKIA[A-Z\d]{12,}/g, mask],
  [/\beyJ[\w.-]{16,}/g, mask],
  [/(:\/\/)[^\s/@"'<>]+@/g, `$1${mask}@`],
  [/([?&;](?:api[-_]?key|key|(?:access|id|auth)?_?token|sig|signature|secret|password)=)[^&\s"'#<>\\]+/gi, `$1${mask}`],
  [
    /\b((?:x-)?api[-_]?key|(?:proxy-)?authorization|(?:set-)?cookie|password|secret|access_token)((?:\\*["'])?[ \t]*[:=][ \t]*(?:\\*["'])?)[^\s"',;&}<>\\]+/gi,
    `$1$2${mask}`,
  ],
]

export type Scrub = (text: string) => string

// A key such as `none` is no secret, and its letters are everywhere.
const shortestSecret = 6

/** `known`: the secrets of the settings, which need not look like any. */
export function scrubber(known: readonly string[] = []): Scrub {
  const exact = [...new Set(known.flatMap(forms))].sort((one, other) => other.length - one.length)
  return text => {
    let scrubbed = text
    for (const secret of exact) scrubbed = scrubbed.replaceAll(secret, mask)
    for (const [shape, masked] of shapes) scrubbed = scrubbed.replace(shape, masked)
    return scrubbed
  }
}

/** As it is, as it stands in JSON, and as it stands in a URL. */
function forms(secret: string): string[] {
  if (secret.length < shortestSecret) return []
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    new URLSearchParams({ key: secret }).toString().slice('key='.length),
  ]
}

/** Only the given secrets: for text that may hold words that merely look like keys. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) if (clean.includes(secret)) clean = clean.replaceAll(secret, mask)
  return clean
}

// One character a byte, so that a place in the text is the place in the bytes. Secrets are ASCII: they are header values.
const perByte = new TextDecoder('latin1')

/** The same for a piece of a stream; it stays as long as it is. */
export function bytesWithoutSecrets(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  if (secrets.length === 0) return bytes
  const text = perByte.decode(bytes)
  let clean = bytes
  for (const secret of secrets) {
    for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
      if (clean === bytes) clean = new Uint8Array(bytes)
      clean.fill(asterisk, at, at + secret.length)
    }
  }
  return clean
}
const asterisk = 0x2a

const ofAnyKind = scrubber()

/** What one of the shapes could begin with, in a name without spaces. */
const suspicious =
  /\b(?:sk|rk|pk|sess|gsk|xai|hf|ghp|pat)[-_]|AKIA|AIza|eyJ|:\/\/|(?:key|ion|cookie|password|secret|token):/i

/** A name from outside, fit for a log line and a metric: no control characters, no keys, not endless. */
export function plainName(name: string): string {
  // What almost every name is: nothing in it to be replaced.
  if (/^[\w.:/@+-]{1,100}$/.test(name) && !suspicious.test(name)) return name
  const plain = ofAnyKind(name).replace(/[^\w.:/@+-]/g, '_')
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain
}
