// One call as undici carries it: the head of its answer when it comes, and its body as it is read, without a stream.
import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import type { ByteSource } from '../../shim/source.ts'

export interface Head {
  readonly status: number
  readonly statusText: string
  readonly headers: IncomingHttpHeaders
}

export interface Dispatch {
  readonly signal: AbortSignal | undefined
  /** Called once, unless the call fails before. */
  answered(head: Head, body: ByteSource): void
  failed(error: unknown): void
  /** An error of undici's as the reader of the body is to see it. */
  explain(error: unknown): unknown
}

/** What may wait here until it is read; beyond, the upstream stands still. */
const most = 65_536

export class Dispatched implements Dispatcher.DispatchHandler, ByteSource {
  readonly #call: Dispatch
  #controller: Dispatcher.DispatchController | undefined
  #answered = false
  #over = false
  #error: unknown
  #held: Buffer[] = []
  #size = 0
  #waiting: { resolve(bytes: Uint8Array | undefined): void; reject(error: unknown): void } | undefined

  constructor(call: Dispatch) {
    this.#call = call
    call.signal?.addEventListener('abort', this)
  }

  /** The caller has gone. */
  handleEvent(): void {
    this.#stop(this.#call.signal?.reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#over) controller.abort(reasonOf(this.#error))
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    text = '',
  ): void {
    // Views of all that the socket had read; they would hold it as long as the answer lasts.
    controller.rawHeaders = null
    // Before the answer itself others may come, which say nothing.
    if (status < 200) return
    this.#answered = true
    this.#call.answered({ status, statusText: text, headers }, this)
  }

  onResponseData(controller: Dispatcher.DispatchController, bytes: Buffer): void {
    const waiting = this.#waiting
    if (waiting !== undefined) {
      this.#waiting = undefined
      waiting.resolve(bytes)
      return
    }
    this.#held.push(bytes)
    this.#size += bytes.length
    if (this.#size >= most) controller.pause()
  }

  onResponseEnd(): void {
    this.#end(undefined)
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#end(this.#answered ? this.#call.explain(error) : error)
  }

  read(): Promise<Uint8Array | undefined> {
    if (this.#size > 0) return Promise.resolve(this.#take())
    if (this.#over) return this.#error === undefined ? ended : Promise.reject(this.#error)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }

  ready(): Uint8Array | undefined {
    if (!this.#over || this.#error !== undefined) return undefined
    const bytes = this.#take()
    this.#held.push(bytes as Buffer)
    this.#size = bytes.length
    return bytes
  }

  async cancel(): Promise<void> {
    this.#held = []
    this.#size = 0
    this.#stop(undefined)
  }

  #take(): Uint8Array {
    const [only] = this.#held
    const bytes = this.#held.length === 1 && only !== undefined ? only : Buffer.concat(this.#held)
    const isPaused = this.#size >= most
    this.#held = []
    this.#size = 0
    // Last: it hands over at once what had waited in the socket, which is to be counted.
    if (isPaused) this.#controller?.resume()
    return bytes
  }

  #stop(reason: unknown): void {
    if (this.#over) return
    this.#end(reason)
    this.#controller?.abort(reasonOf(reason))
  }

  #end(error: unknown): void {
    if (this.#over) return
    this.#over = true
    this.#error = error
    this.#call.signal?.removeEventListener('abort', this)
    if (!this.#answered) this.#call.failed(error)
    if (this.#waiting === undefined) return
    if (error === undefined) this.#waiting.resolve(undefined)
    else this.#waiting.reject(error)
    this.#waiting = undefined
  }
}

const ended = Promise.resolve(undefined)

// One for all: an error of its own for each call would cost a look at the stack.
const left = new DOMException('Nobody waits for this answer any longer.', 'AbortError')

const reasonOf = (reason: unknown): Error => (reason instanceof Error ? reason : left)
