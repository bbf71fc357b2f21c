// Bytes as text, and random ones for ids. Asking for chance costs more than a whole request's headers, so it is asked for
// seldom.
const chance = new Uint8Array(8192)
let spent = chance.length
const digits = Array.from('0123456789abcdef', digit => digit.charCodeAt(0))

export function hexOf(bytes: Uint8Array): string {
  // Added up piece by piece it would be kept in pieces, each of them an object.
  const codes: number[] = []
  for (const byte of bytes) codes.push(digits[byte >> 4] as number, digits[byte & 15] as number)
  return String.fromCharCode(...codes)
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
