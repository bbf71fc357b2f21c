// The only errors this library throws. Each has a `code`, a JSON Pointer `path` into what was given, and a sentence
// that says what to do. No message quotes a value of the input: requests carry people's words and keys.
import type { Loss } from './atlas/loss.ts'

/** The input is not the document it should be: a field has the wrong type, or a required one is missing. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError'
  readonly code = 'invalid_input'
  /** RFC 6901 pointer to the offending value; `''` is the whole document. */
  readonly path: string
  readonly #sentence: string

  constructor(path: string, sentence: string) {
    super(path === '' ? sentence : `${sentence} (at ${path})`)
    this.path = path
    this.#sentence = sentence
  }

  /** The same fault, where the document it was found in lies at `pointer` in what was given. */
  below(pointer: string): InvalidInputError {
    return new InvalidInputError(pointer + this.path, this.#sentence)
  }
}

/** Reads a document that lies at `pointer` in what was given: what is wrong with it is told from there. */
export function within<Result>(pointer: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw error instanceof InvalidInputError ? error.below(pointer) : error
  }
}

/** `strict` was asked for and something would be dropped or changed. `losses` lists everything, in document order. */
export class UnmappableError extends Error {
  override readonly name = 'UnmappableError'
  readonly code = 'unmappable'
  /** Pointer to the first loss. */
  readonly path: string
  readonly losses: readonly Loss[]

  constructor(losses: readonly [Loss, ...Loss[]]) {
    const [first, ...others] = losses
    super(
      `${first.message} (at ${first.path}${others.length ? `, and ${others.length} more` : ''}) ` +
        'Leave it out, or convert without `strict` and handle the reported losses.',
    )
    this.path = first.path
    this.losses = losses
  }
}

/** The `error` member both APIs put into an error body. */
export interface ApiErrorObject {
  message: string
  type: string | null
  param: string | null
  code: string | null
}

/** What the API itself would have answered with an HTTP error: thrown where a result carries a failure. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** HTTP status the API gives this error. */
  readonly status: number
  readonly error: ApiErrorObject
  readonly code: string | null
  readonly param: string | null
  readonly type: string | null
  readonly path = ''

  constructor(status: number, error: ApiErrorObject) {
    super(error.message)
    this.status = status
    this.error = error
    this.code = error.code
    this.param = error.param
    this.type = error.type
  }

  /** The HTTP body that belongs to `status`. */
  get body(): { error: ApiErrorObject } {
    return { error: this.error }
  }
}
