// What a command says when it cannot do its work: a sentence that says what to do, and an exit code. Never a stack trace.
import { ApiError, InvalidInputError, UnmappableError } from '../errors.ts'
import { SseError } from '../wire/sse.ts'

export const exitCodes = {
  ok: 0,
  /** Differences, or findings. */
  different: 1,
  /** A wrong command line, or input that cannot be used. */
  unusable: 2,
  /** Some of several files could not be used. */
  partial: 3,
  interrupted: 130,
  terminated: 143,
} as const

export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly exitCode: number

  constructor(sentence: string, exitCode: number = exitCodes.unusable) {
    super(sentence)
    this.exitCode = exitCode
  }
}

const ours = [InvalidInputError, UnmappableError, ApiError, SseError]

/** Any error as a sentence and an exit code. */
export function describeFailure(error: unknown): { sentence: string; exitCode: number } {
  if (error instanceof CommandFailure) return { sentence: error.message, exitCode: error.exitCode }
  if (ours.some(kind => error instanceof kind)) {
    return { sentence: (error as Error).message, exitCode: exitCodes.unusable }
  }
  const what = error instanceof Error ? error.message : String(error)
  return {
    sentence: `This should not have happened: ${what}. Please report it, with the command you ran.`,
    exitCode: exitCodes.unusable,
  }
}
