// Finds out what the upstream speaks before the first call: again and again where it cannot be reached yet, for whoever
// waits for /readyz sends no call that could find it out.
import { RefusedCall, type Server } from '../../server/index.ts'

/** Milliseconds between two tries. */
const pause = 3000

export interface Preparing {
  /** The settings have changed, and the upstream perhaps with them. */
  again(): void
  end(): void
}

/** `told`: somebody has been told already that the upstream cannot be reached. */
export function prepareOnce(current: () => Server, warning: (sentence: string) => void, told: boolean): Preparing {
  let timer: NodeJS.Timeout | undefined
  let toldUnreachable = told

  async function prepare(): Promise<void> {
    clearTimeout(timer)
    const server = current()
    try {
      await server.prepare()
    } catch (error) {
      if (server !== current()) return
      const unreachable = error instanceof RefusedCall && error.code === 'upstream_unreachable'
      if (!(unreachable && toldUnreachable)) warning(error instanceof Error ? error.message : 'It is not known.')
      // Any other fault is not mended by waiting.
      if (!unreachable) return
      toldUnreachable = true
      timer = setTimeout(prepare, pause)
    }
  }

  void prepare()
  return {
    again() {
      toldUnreachable = false
      void prepare()
    },
    end: () => clearTimeout(timer),
  }
}
