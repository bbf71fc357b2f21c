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
  /** Positions of the input items it was made of. */
  readonly sources: number[]
  /** Position of the item its reasoning began with. */
  thoughts: number | undefined
}

interface Single {
  readonly message: JsonObject
  readonly sources: number[]
}

const whyJoined = 'Chat has one text of reasoning a message; these are joined.'

const calls = (turn: Turn) => turn.assistant.tool_calls as JsonObject[] | undefined

export class Transcript {
  readonly #entries: (Turn | Single)[] = []
  readonly #owners = new Map<string, Turn>()
  readonly #moved = new Set<number>()
  /** The pointer of an input item, by its position. */
  readonly #placeOf: (position: number) => string
  readonly #run: Conversion

  constructor(placeOf: (position: number) => string, run: Conversion) {
    this.#placeOf = placeOf
    this.#run = run
  }

  /** A message that is not the model's. */
  message(message: JsonObject, source: number): void {
    this.#entries.push({ message, sources: [source] })
  }

  /** Words of the model. They join thoughts that came before them, nothing else. */
  words(message: JsonObject, source: number): void {
    const open = this.#open
    if (open === undefined || open.assistant.content !== undefined || calls(open) !== undefined) {
      this.#turn(message, source)
      return
    }
    open.sources.push(source)
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
    open.sources.push(source)
    this.#run.changed(this.#placeOf(source), 'joined', whyJoined)
    if (open.thoughts !== undefined) this.#run.changed(this.#placeOf(open.thoughts), 'joined', whyJoined)
    else open.thoughts = source
  }

  call(call: JsonObject, source: number): void {
    const open = this.#open ?? this.#turn({ role: 'assistant' }, source)
    const existing = calls(open)
    if (existing === undefined) open.assistant.tool_calls = [call]
    else existing.push(call)
    open.sources.push(source)
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
    turn.lifted.push(...lifted)
    this.#reportMoved(turn, source)
    turn.sources.push(source)
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
      const source = entry.sources[0] ?? 0
      if ('message' in entry) placed.push({ message: entry.message, source })
      else if (entry.assistant.content === undefined && calls(entry) === undefined) {
        const why = 'Chat carries reasoning in the message it led to, and here is none.'
        this.#run.dropped(this.#placeOf(source), 'no-counterpart', why)
      } else {
        entry.assistant.content ??= null
        placed.push({ message: entry.assistant, source }, ...entry.results)
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
    const turn: Turn = { assistant, results: [], lifted: [], sources: [source], thoughts: undefined }
    this.#entries.push(turn)
    return turn
  }

  /** Everything between a turn and its late result changes places with the result. */
  #reportMoved(turn: Turn, source: number): void {
    if (this.#entries.at(-1) === turn) return
    const behind = this.#entries.slice(this.#entries.lastIndexOf(turn) + 1)
    for (const position of [...behind.flatMap(entry => entry.sources), source]) {
      if (this.#moved.has(position)) continue
      this.#moved.add(position)
      this.#run.changed(this.#placeOf(position), 'reordered', 'Chat wants results directly after the calls.')
    }
  }
}
