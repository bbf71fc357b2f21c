// The chat side of a conversation while it is being written from Responses items. Chat wants what one turn of the
// model produced in one message, and the results of its calls directly after it; items know no such order.
import type { Conversion } from '../conversion.ts'
import type { JsonObject } from '../read.ts'

/** A message and the position of the input item it was first made from. */
interface Placed {
  readonly message: JsonObject
  readonly source: number
}

/** An assistant message and, right behind it, the results of its calls. */
interface Turn {
  readonly assistant: JsonObject
  readonly results: Placed[]
  /** Parts of results that chat allows in user messages only. */
  readonly lifted: JsonObject[]
  /** Its place among the entries. */
  readonly index: number
  /** Position of the first input item it was made of. */
  readonly source: number
  /** Position of the item its reasoning began with. */
  thoughts: number | undefined
}

const whyJoined = 'Chat has one text of reasoning a message; these are joined.'

const calls = (turn: Turn) => turn.assistant.tool_calls as JsonObject[] | undefined

export class Transcript {
  readonly #entries: (Turn | Placed)[] = []
  readonly #owners = new Map<string, Turn>()
  /** The items that nothing has moved so far, each with the entry it went into; both ascend. */
  readonly #unmoved: { readonly entry: number; readonly source: number }[] = []
  /** The pointer of an input item, by its position. */
  readonly #placeOf: (position: number) => string
  readonly #run: Conversion

  constructor(placeOf: (position: number) => string, run: Conversion) {
    this.#placeOf = placeOf
    this.#run = run
  }

  /** A message that is not the model's. */
  message(message: JsonObject, source: number): void {
    this.#stand(this.#entries.push({ message, source }) - 1, source)
  }

  /** Words of the model. They join thoughts that came before them, nothing else. */
  words(message: JsonObject, source: number): void {
    const open = this.#open
    if (open === undefined || open.assistant.content !== undefined || calls(open) !== undefined) {
      this.#turn(message, source)
      return
    }
    this.#stand(open.index, source)
    Object.assign(open.assistant, message)
  }

  /** Thoughts of the model. They precede the words and calls they led to. */
  thoughts(text: string, source: number): void {
    const open = this.#open
    if (open === undefined || (open.assistant.content !== undefined && calls(open) === undefined)) {
      this.#turn({ role: 'assistant', reasoning_content: text }, source).thoughts = source
      return
    }
    const before = open.assistant.reasoning_content
    open.assistant.reasoning_content = typeof before === 'string' ? `${before}\n\n${text}` : text
    this.#stand(open.index, source)
    this.#run.changed(this.#placeOf(source), 'joined', whyJoined)
    if (open.thoughts !== undefined) this.#run.changed(this.#placeOf(open.thoughts), 'joined', whyJoined)
    else open.thoughts = source
  }

  call(call: JsonObject, source: number): void {
    let open = this.#open
    if (open === undefined) open = this.#turn({ role: 'assistant' }, source)
    else this.#stand(open.index, source)
    const existing = calls(open)
    if (existing === undefined) open.assistant.tool_calls = [call]
    else existing.push(call)
    this.#owners.set(call.id as string, open)
  }

  hasCall(id: string): boolean {
    return this.#owners.has(id)
  }

  /** A result. `lifted` are its parts that only a user message may carry. */
  result(message: JsonObject, lifted: readonly JsonObject[], source: number): void {
    const turn = this.#owners.get(message.tool_call_id as string)
    if (turn === undefined) {
      this.message(message, source)
      if (lifted.length > 0) this.message({ role: 'user', content: lifted }, source)
      return
    }
    turn.results.push({ message, source })
    for (const part of lifted) turn.lifted.push(part)
    if (turn.index === this.#entries.length - 1) this.#stand(turn.index, source)
    else this.#reportMoved(turn, source)
  }

  finish(): JsonObject[] {
    return this.#placed().map(({ message }) => message)
  }

  /** For each message of the conversation, the position of the item it was first made from. */
  origins(): number[] {
    return this.#placed().map(({ source }) => source)
  }

  /** The messages in chat's order. */
  #placed(): Placed[] {
    const placed: Placed[] = []
    for (const entry of this.#entries) {
      const { source } = entry
      if ('message' in entry) placed.push(entry)
      else if (entry.assistant.content === undefined && calls(entry) === undefined) {
        const why = 'Chat carries reasoning in the message it led to, and here is none.'
        this.#run.dropped(this.#placeOf(source), 'no-counterpart', why)
      } else {
        entry.assistant.content ??= null
        placed.push({ message: entry.assistant, source })
        for (const result of entry.results) placed.push(result)
        if (entry.lifted.length > 0) placed.push({ message: { role: 'user', content: entry.lifted }, source })
      }
    }
    return placed
  }

  /** The turn that is still being written: the last entry, before any result. */
  get #open(): Turn | undefined {
    const last = this.#entries.at(-1)
    return last !== undefined && 'assistant' in last && last.results.length === 0 ? last : undefined
  }

  #turn(assistant: JsonObject, source: number): Turn {
    const index = this.#entries.length
    const turn: Turn = { assistant, results: [], lifted: [], index, source, thoughts: undefined }
    this.#entries.push(turn)
    this.#stand(index, source)
    return turn
  }

  #stand(entry: number, source: number): void {
    this.#unmoved.push({ entry, source })
  }

  /** Everything between a turn and its late result changes places with the result. */
  #reportMoved(turn: Turn, source: number): void {
    const moved = [source]
    while ((this.#unmoved.at(-1)?.entry ?? 0) > turn.index) moved.push(this.#unmoved.pop()?.source ?? source)
    for (const position of moved.reverse()) {
      this.#run.changed(this.#placeOf(position), 'reordered', 'Chat wants results directly after the calls.')
    }
  }
}
