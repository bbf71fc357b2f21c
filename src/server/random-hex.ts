// Bytes as text, and random ones for ids. Asking for chance costs more than a whole request's headers, so it is asked for
// seldom.
const chance = new Uint8Array(8192)
let spent = chance.length
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hex[byte]
  return text
}

/** `bytes`: at most as many as are asked for at once. */
export function randomHex(bytes: number): string {
  if (spent + bytes > chance.length) {
    crypto.getRandomValues(chance)
    spent = 0
  }
  spent += bytes
  return hexOf(chance.subarray(spent - bytes, spent))
}
