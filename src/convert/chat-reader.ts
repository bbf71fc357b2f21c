// Reads what a chat answer says, piece by piece, into the output of a response. A finished message is one big delta, so
// streams and results are read by the same code.
import type { Conversion } from '../atlas/conversion.ts'
import { madeCallId } from '../atlas/identity.ts'
import { tokenLogprobs } from '../atlas/logprobs.ts'
import { citation } from '../atlas/parts/citation.ts'
import {
  child,
  isObject,
  type JsonObject,
  readArray,
  readObject,
  readOptionalArray,
  readOptionalString,
  readString,
} from '../atlas/read.ts'
import { InvalidInputError } from '../errors.ts'
import type { CallKind, CallWriter } from './output/call.ts'
import type { OutputWriter } from './output-writer.ts'

/** Some vendors write the content of an answer as a list of text parts. */
function contentText(content: unknown, at: string): string {
  if (typeof content === 'string') return content
  if (content === undefined || content === null) return ''
  const parts = readArray(content, at, 'The content of an answer, when it is not a string,')
  return parts.map(part => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('')
}

function writtenOut(value: JsonObject, at: string): string {
  try {
    return JSON.stringify(value)
  } catch {
    // Writing is recursive, reading is not: what was read may be too deep to be written.
    throw new InvalidInputError(at, 'The arguments of a call are nested too deep.')
  }
}

/** The text of a call: a string, though some vendors write arguments as the object itself. */
function callText(value: unknown, at: string): string {
  if (isObject(value)) return writtenOut(value, at)
  return readOptionalString(value, at, 'The arguments of a call') ?? ''
}

function kindOf(call: JsonObject): CallKind {
  const custom = call.type === 'custom' || (isObject(call.custom) && !isObject(call.function))
  return custom ? 'custom_tool_call' : 'function_call'
}

export class ChatReader {
  readonly #writer: OutputWriter
  readonly #run: Conversion
  /** The id of the answer, for calls that come without one. */
  readonly #answerId: () => string
  readonly #byIndex = new Map<number, CallWriter>()
  readonly #byId = new Map<string, CallWriter>()
  #lastCall: CallWriter | undefined
  #whole = false

  constructor(writer: OutputWriter, run: Conversion, answerId: () => string) {
    this.#writer = writer
    this.#run = run
    this.#answerId = answerId
  }

  /** Adds a whole message: each entry of its `tool_calls` is a call of its own, even those that bring no id. */
  readWhole(message: JsonObject, logprobs: unknown, at: string, logprobsAt: string): void {
    this.#whole = true
    this.read(message, logprobs, at, logprobsAt)
  }

  /** Adds a delta with the log probabilities of its choice. */
  read(delta: JsonObject, logprobs: unknown, at: string, logprobsAt: string): void {
    const { content } = delta
    if (delta.reasoning_content || delta.reasoning) this.#reasoning(delta, at)
    const probabilities = isObject(logprobs) ? tokenLogprobs(logprobs.content, child(logprobsAt, 'content')) : []
    if (probabilities.length > 0 || (content !== undefined && content !== null && content !== '')) {
      this.#writer.text(contentText(content, child(at, 'content')), probabilities)
    }
    if (Array.isArray(delta.annotations)) this.#annotations(delta.annotations, child(at, 'annotations'))
    if (delta.refusal) this.#writer.refusal(readString(delta.refusal, child(at, 'refusal'), 'The refusal'))
    this.#calls(delta.tool_calls, child(at, 'tool_calls'))
    if (delta.function_call) this.#legacyCall(delta.function_call, child(at, 'function_call'))
  }

  #reasoning(delta: JsonObject, at: string): void {
    const first = readOptionalString(delta.reasoning_content, child(at, 'reasoning_content'), 'reasoning_content')
    this.#writer.reasoning(first || (readOptionalString(delta.reasoning, child(at, 'reasoning'), 'reasoning') ?? ''))
  }

  #annotations(annotations: readonly unknown[], at: string): void {
    for (let index = 0; index < annotations.length; index++) {
      const flat = citation.toResponses(annotations[index], child(at, index), this.#run)
      if (flat !== undefined) this.#writer.annotation(flat)
    }
  }

  #calls(value: unknown, at: string): void {
    const calls = readOptionalArray(value, at, 'tool_calls')
    for (let position = 0; position < calls.length; position++) {
      const callAt = child(at, position)
      const call = readObject(calls[position], callAt, 'A tool call')
      const id = readOptionalString(call.id, child(callAt, 'id'), 'The id of a tool call') ?? ''
      const open = (this.#whole ? undefined : this.#find(call, id)) ?? this.#open(kindOf(call), id, call.index)
      const custom = open.kind === 'custom_tool_call'
      const member = custom ? call.custom : call.function
      if (member === undefined || member === null) continue
      const memberAt = child(callAt, custom ? 'custom' : 'function')
      this.#add(open, readObject(member, memberAt, 'The call'), custom ? 'input' : 'arguments', memberAt)
    }
  }

  #legacyCall(value: unknown, at: string): void {
    const open = this.#lastCall ?? this.#open('function_call', '')
    this.#add(open, readObject(value, at, 'function_call'), 'arguments', at)
  }

  #add(call: CallWriter, member: JsonObject, field: 'arguments' | 'input', at: string): void {
    const name = readOptionalString(member.name, child(at, 'name'), 'The name of a call')
    // A name may come in pieces before the arguments begin, and again, whole, at any time.
    if (name && call.place === undefined && (call.name === '' || !call.begun) && name !== call.name) call.name += name
    this.#writer.callText(call, callText(member[field], child(at, field)))
  }

  /**
   * The call a delta belongs to. `index` says it, but not alone: some servers give every call index 0 and tell them
   * apart by id, some send no index, some repeat the id on every delta.
   */
  #find({ index }: JsonObject, id: string): CallWriter | undefined {
    const existing = typeof index === 'number' ? this.#byIndex.get(index) : this.#unnumbered(id)
    return existing !== undefined && (id === '' || existing.callId === id) ? existing : undefined
  }

  #unnumbered(id: string): CallWriter | undefined {
    return id === '' ? this.#lastCall : this.#byId.get(id)
  }

  #open(kind: CallKind, id: string, index?: unknown): CallWriter {
    const call = this.#writer.openCall(kind, id || madeCallId(this.#answerId(), this.#writer.calls.length))
    this.#lastCall = call
    if (!this.#byId.has(call.callId)) this.#byId.set(call.callId, call)
    if (typeof index === 'number') this.#byIndex.set(index, call)
    return call
  }
}
