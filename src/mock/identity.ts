// Names and times without randomness: a counter for each prefix, and a clock that stands still unless given one.

export interface Identity {
  /** `prefix` has its separator: `resp_`, `msg_`, `chatcmpl-`. */
  id: (prefix: string) => string
  /** Unix seconds. */
  now: () => number
}

/** 2025-01-01T00:00:00Z */
const standstill = 1_735_689_600

export function identity(id?: Identity['id'], now?: Identity['now']): Identity {
  const counters = new Map<string, number>()
  const counted = (prefix: string) => {
    const next = (counters.get(prefix) ?? 0) + 1
    counters.set(prefix, next)
    return `${prefix}mock${next}`
  }
  return { id: id ?? counted, now: now ?? (() => standstill) }
}

/** `auto` becomes what was really used; `fast` is answered as `priority`. */
export function servedTier(requested: unknown): unknown {
  if (requested === undefined || requested === null || requested === 'auto') return 'default'
  return requested === 'fast' ? 'priority' : requested
}
