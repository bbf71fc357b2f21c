// Where a text that comes in pieces has to be cut because of a stop sequence. Pure, and the same for every split.

/** One stop sequence and how much of it the text so far ends in (Knuth, Morris and Pratt's automaton). */
class Sequence {
  readonly length: number
  /** How many of its first characters the text ends in. */
  matched = 0
  readonly #text: string
  /** For each length matched, the longest shorter one that the same text also ends in. */
  readonly #shorter: Int32Array

  constructor(text: string) {
    this.length = text.length
    this.#text = text
    this.#shorter = new Int32Array(text.length + 1)
    for (let index = 1, length = 0; index < text.length; index++) {
      while (length > 0 && text[index] !== text[length]) length = this.#shorter[length] ?? 0
      if (text[index] === text[length]) length++
      this.#shorter[index + 1] = length
    }
  }

  /** One more code unit. Whether the text now ends in the whole sequence. */
  next(unit: number): boolean {
    while (this.matched > 0 && this.#text.charCodeAt(this.matched) !== unit) {
      this.matched = this.#shorter[this.matched] ?? 0
    }
    if (this.#text.charCodeAt(this.matched) === unit) this.matched++
    return this.matched === this.length
  }
}

/**
 * Cuts at the stop sequence that is complete first, as a server does that looks at the text while it grows; of two that
 * are complete at once, the longer one is cut off. Holds back only what could still become a stop sequence.
 */
export class StopCut {
  readonly #sequences: readonly Sequence[]
  #held = ''
  #stopped = false

  constructor(stops: readonly string[]) {
    this.#sequences = stops.filter(stop => stop !== '').map(stop => new Sequence(stop))
  }

  /** Whether a stop sequence has come: nothing more comes out. */
  get stopped(): boolean {
    return this.#stopped
  }

  /** Takes a piece of the text; returns what of the text so far, and not yet returned, is certain to stay. */
  push(piece: string): string {
    if (this.#stopped) return ''
    const text = this.#held + piece
    for (let index = 0; index < piece.length; index++) {
      const unit = piece.charCodeAt(index)
      let found = 0
      for (const sequence of this.#sequences) if (sequence.next(unit)) found = Math.max(found, sequence.length)
      if (found === 0) continue
      this.#stopped = true
      return text.slice(0, this.#held.length + index + 1 - found)
    }
    const held = this.#sequences.reduce((longest, sequence) => Math.max(longest, sequence.matched), 0)
    this.#held = text.slice(text.length - held)
    return text.slice(0, text.length - held)
  }

  /** The text has ended: what was held back is no stop sequence. */
  finish(): string {
    const text = this.#stopped ? '' : this.#held
    this.#held = ''
    return text
  }
}
