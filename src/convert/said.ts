// What of each text of an answer has been said already, so that a finished text adds no more than what is left of it.

export type Voice = 'content' | 'refusal' | 'reasoning_content'
/** The list of a Responses item a part stands in. */
export type PartList = 'content' | 'summary'

/** What of one text has been said. */
export interface Said {
  readonly voice: Voice
  readonly item: number
  readonly part: number
  text: string
  logprobs: number
  annotations: number
  /** Where it begins in the joined text, in UTF-16 code units. */
  start: number
}

export class SaidTexts {
  readonly #said = new Map<string, Said>()
  /** The text that was spoken of last: nearly every delta belongs to it, and is spared the making of its key. */
  #last: Said | undefined

  of(voice: Voice, item: number, part: number): Said {
    const last = this.#last
    if (last !== undefined && last.part === part && last.item === item && last.voice === voice) return last
    const key = `${voice}/${item}/${part}`
    let said = this.#said.get(key)
    if (said === undefined) {
      said = { voice, item, part, text: '', logprobs: 0, annotations: 0, start: 0 }
      this.#said.set(key, said)
    }
    this.#last = said
    return said
  }
}

/** What of a finished text has not been said; nothing of one that contradicts what was said. */
export function restOf(finished: string, said: string): string {
  // The usual case. A finished text comes up to four times, and comparing whole strings is cheaper than `startsWith`.
  if (finished === said) return ''
  return finished.startsWith(said) ? finished.slice(said.length) : ''
}

/** Texts of one message run on; texts of reasoning are paragraphs. */
export function blockOf(voice: Voice, item: number, part: number, list: PartList): string {
  return voice === 'reasoning_content' ? `${item}/${list}/${part}` : `${item}`
}

/** Summary and content parts of one reasoning item are counted apart; here they share one numbering. */
export function partIndex(part: number, list: PartList): number {
  return list === 'summary' ? -1 - part : part
}
