// Random bytes as text, for ids. Asking for chance costs more than a whole request's headers, so it is asked for seldom.
const chance = new Uint8Array(8192)
let spent = chance.length
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** `bytes`: at most as many as are asked for at once. */
export function randomHex(bytes: number): string {
  if (spent + bytes > chance.length) {
    crypto.getRandomValues(chance)
    spent = 0
  }
  let text = ''
  for (const end = spent + bytes; spent < end; spent++) text += hex[chance[spent] ?? 0]
  return text
}
