// Recordings that break a law for a reason of their own: by name, with the reason.
import listed from '../known-exceptions.json' with { type: 'json' }

export interface Exception {
  readonly file: string
  readonly law: string
  readonly reason: string
}

export const exceptions: readonly Exception[] = listed

export const isExcepted = (violation: { file: string; law: string }): boolean =>
  exceptions.some(({ file, law }) => file === violation.file && law === violation.law)
