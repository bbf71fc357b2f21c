// Database drivers are optional dependencies: a server that keeps nothing should not have to install them.

/** Milliseconds after which a store in the network that does not answer has failed. */
export const storeTimeout = 10_000

/** A driver that was left out, with the command that brings it. */
export class DriverMissingError extends Error {
  override readonly name = 'DriverMissingError'

  constructor(name: string) {
    super(`This store needs the package ${name}, which is not installed. Run: npm install ${name}`)
  }
}

export async function loadDriver<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new DriverMissingError(name)
  }
}

/** The place cannot be reached, or does not let this server in. */
export class StoreUnreachableError extends Error {
  override readonly name = 'StoreUnreachableError'

  constructor(store: string, cause: unknown) {
    const why = cause instanceof Error && cause.message !== '' ? cause.message : 'no answer'
    super(`${store} cannot be used (${why}).`, { cause })
  }
}
