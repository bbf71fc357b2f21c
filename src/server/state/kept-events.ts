// The events of a stream whose response is stored. Written without a generator: one that waits for the next events holds
// on to the last ones, each with a whole response, and most streams wait most of the time.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import type { Elements } from '../../shim/elements.ts'
import type { State } from './call.ts'
import { type Events, isTerminal, type StreamEvent } from './events.ts'
import { keep } from './keep.ts'
import type { CarriedTurn } from './turn.ts'

/** The events as the caller is to see them; before the last one goes out, what it says has been kept. */
export class KeptEvents implements Events {
  readonly #state: State
  readonly #turn: CarriedTurn
  readonly #from: Elements
  readonly #failed: () => void
  /** The response as it began, still without its name here; and its items that were said to their end. */
  #begun: JsonObject | undefined
  readonly #items: JsonObject[] = []
  /** From the terminal event on, until it has been kept. */
  #last: readonly StreamEvent[] = []
  #isKept = false

  /** `failed` is told of a response that has failed. */
  constructor(state: State, turn: CarriedTurn, from: Elements, failed: () => void) {
    this.#state = state
    this.#turn = turn
    this.#from = from
    this.#failed = failed
  }

  async next(): Promise<readonly StreamEvent[]> {
    if (this.#last.length > 0) return this.#kept()
    return this.#seen((await this.#from.next()) as readonly StreamEvent[])
  }

  get finished(): boolean {
    return this.#from.finished && this.#last.length === 0
  }

  /** The caller has left, and the stream ends. What stands of it is kept. */
  cancel(reason?: unknown): void {
    this.#from.cancel(reason)
    if (this.#last.length > 0) void this.#kept().catch(() => {})
    else if (!this.#isKept && this.#turn.stored) this.#keepCancelled()
  }

  async #seen(come: readonly StreamEvent[]): Promise<readonly StreamEvent[]> {
    // What came while its caller left has been kept without.
    if (this.#isKept) return []
    const events = come.map(event => (isObject(event) ? this.#named(event) : event))
    const last = events.findIndex(isTerminal)
    if (last < 0) return events
    this.#last = events.slice(last)
    return last === 0 ? this.#kept() : events.slice(0, last)
  }

  #named(event: JsonObject): JsonObject {
    if (isObject(event.response)) this.#begun ??= event.response
    const named = this.#turn.event(event)
    if (event.type === 'response.output_item.done' && isObject(named.item)) this.#items.push(named.item)
    return named
  }

  async #kept(): Promise<readonly StreamEvent[]> {
    const [event, ...after] = this.#last as readonly [JsonObject, ...StreamEvent[]]
    this.#last = []
    this.#isKept = true
    if (event.type === 'response.failed') this.#failed()
    if (!isObject(event.response)) return [event, ...after]
    return [{ ...event, response: await keep(this.#state, this.#turn, event.response) }, ...after]
  }

  #keepCancelled(): void {
    this.#isKept = true
    // Where nothing has come yet nobody knows of a response.
    if (this.#begun === undefined) return
    const response = this.#turn.response({ ...this.#begun, status: 'cancelled' })
    void keep(this.#state, this.#turn, { ...response, output: this.#items }).catch(() => {})
  }
}
