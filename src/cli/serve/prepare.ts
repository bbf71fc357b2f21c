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

export function prepareOnce(current: () => Server, warning: (sentence: string) => void): Preparing {
  let timer: NodeJS.Timeout | undefined
  let said: string | undefined

  async function prepare(): Promise<void> {
    clearTimeout(timer)
    const server = current()
    try {
      await server.prepare()
    } catch (error) {
      if (server !== current()) return
      const sentence = error instanceof Error ? error.message : 'The upstream is unknown.'
      if (sentence !== said) warning(sentence)
      said = sentence
      // Any other fault is not mended by waiting.
      if (!(error instanceof RefusedCall && error.code === 'upstream_unreachable')) return
      timer = setTimeout(prepare, pause)
    }
  }

  void prepare()
  return {
    again() {
      said = undefined
      void prepare()
    },
    end: () => clearTimeout(timer),
  }
}
