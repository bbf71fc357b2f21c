// A fault planted in the library: one exact replacement in one of its files.
export interface Fault {
  /** Ends the sentence "a library that …". */
  readonly name: string
  /** Below `src/`. */
  readonly file: string
  /** Stands in the file exactly once, or nothing was planted. */
  readonly text: string
  readonly replacement: string
  /** Where the laws cannot see it because both forms mean the same to them: only the files of the cases tell. */
  readonly seenBy?: 'cases'
}
