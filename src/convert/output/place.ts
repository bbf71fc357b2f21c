// Where the items of a response are written: what the writers of single items share.
import type { JsonObject } from '../../atlas/read.ts'

/** Receives an event without its sequence number. */
export type EmitEvent = (type: string, fields: JsonObject) => void

/** An item's identity and its position in the output. */
export interface Place {
  readonly id: string
  readonly index: number
}

export class Output {
  /** The finished items, by output index; holes are items still open. */
  readonly items: JsonObject[] = []
  /** `undefined` where nobody listens and only the finished items count. */
  readonly emit: EmitEvent | undefined
  readonly #id: (prefix: string) => string
  #nextIndex = 0

  constructor(id: (prefix: string) => string, emit: EmitEvent | undefined) {
    this.#id = id
    this.emit = emit
  }

  /** The position of the last item begun; -1 before the first. */
  get last(): number {
    return this.#nextIndex - 1
  }

  /** A place for a new item; `prefix` is that of the ids of its kind. */
  begin(prefix: string): Place {
    return { id: this.#id(prefix), index: this.#nextIndex++ }
  }

  added(place: Place, item: JsonObject): void {
    this.emit?.('response.output_item.added', { output_index: place.index, item })
  }

  done(place: Place, item: JsonObject): void {
    this.items[place.index] = item
    this.emit?.('response.output_item.done', { output_index: place.index, item })
  }
}
