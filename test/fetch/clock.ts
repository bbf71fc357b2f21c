// A clock that only moves when it is told to, for retries, timeouts and durations.
import type { Clock } from '../../src/shim/fetch.ts'

export interface ManualClock extends Clock {
  /** Moves on, calling back whatever becomes due, in order. */
  advance(milliseconds: number): void
  /** The waits under way, in milliseconds from now. */
  readonly waits: number[]
}

export function manualClock(random: () => number = () => 0.5): ManualClock {
  let time = Date.UTC(2026, 0, 1)
  let alarms: { at: number; callback: () => void }[] = []
  return {
    now: () => time,
    random,
    after(milliseconds, callback) {
      const alarm = { at: time + milliseconds, callback }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter(other => other !== alarm)
      }
    },
    get waits() {
      return alarms.map(({ at }) => at - time).sort((one, other) => one - other)
    },
    advance(milliseconds) {
      const end = time + milliseconds
      for (;;) {
        const [due] = alarms.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
        if (due === undefined) break
        time = due.at
        alarms = alarms.filter(other => other !== due)
        due.callback()
      }
      time = end
    },
  }
}

/** Lets everything that waits for nothing but its turn happen. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await new Promise(resolve => setImmediate(resolve))
}
