// What stands of a streamed response when its caller leaves.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import type { StreamEvent } from './events.ts'

/** Follows the events of one response. */
export class Said {
  #response: JsonObject | undefined
  readonly #items: JsonObject[] = []

  see(event: StreamEvent): void {
    if (!isObject(event)) return
    if (isObject(event.response)) this.#response = event.response
    else if (event.type === 'response.output_item.done' && isObject(event.item)) this.#items.push(event.item)
  }

  /** With the items that were said to their end; undefined where nothing has come yet, and nobody knows of a response. */
  cancelled(): JsonObject | undefined {
    return this.#response && { ...this.#response, status: 'cancelled', output: this.#items }
  }
}
