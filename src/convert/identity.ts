// Fresh identifiers and the time, where the caller brings none. Only the verbs use these; the atlas stays pure.

/** `prefix` and 128 random bits in hexadecimal. */
export function makeId(prefix: string): string {
  return prefix + crypto.randomUUID().replaceAll('-', '')
}

/** Unix seconds. */
export function readClock(): number {
  return Math.floor(Date.now() / 1000)
}
