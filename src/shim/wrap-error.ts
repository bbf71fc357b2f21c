// A client that cannot be wrapped, with the sentence that says what to do instead.

export type WrapErrorCode =
  /** Not an `openai` client of major 4 or later. */
  | 'unsupported_client'
  /** The client's class makes something else of the options it is given. */
  | 'unsupported_subclass'
  /** An Azure api-version from before the Responses API. */
  | 'unsupported_api_version'

export class WrapError extends Error {
  override readonly name = 'WrapError'
  readonly code: WrapErrorCode

  constructor(code: WrapErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
