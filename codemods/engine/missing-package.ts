// The error for a parser that is not installed: it says which, what for, and what to do.

export class MissingPackageError extends Error {
  override readonly name = 'MissingPackageError'
  readonly package: string

  constructor(packageName: string, what: string, cause: unknown) {
    super(`To read ${what}, ${packageName} is needed, and it is not installed. Run: npm install ${packageName}`, {
      cause,
    })
    this.package = packageName
  }
}
