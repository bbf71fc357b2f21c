// What a chat caller asks for that a Responses upstream cannot do and this shim does itself: `n` and `stop`.
import type { JsonObject } from '../atlas/read.ts'
import { InvalidInputError } from '../index.ts'
import { RefusedRequestError } from './body.ts'

export interface Emulation {
  /** How many answers to make. */
  readonly choices: number
  /** What ends the content of a message. */
  readonly stops: readonly string[]
}

export const nothingToEmulate: Emulation = { choices: 1, stops: [] }

// The limits of the API itself.
const mostChoices = 128
const mostStops = 4

export function emulationOf(request: JsonObject): Emulation {
  return { choices: choicesOf(request.n ?? 1), stops: stopsOf(request.stop ?? []) }
}

function choicesOf(n: unknown): number {
  if (typeof n !== 'number' || !Number.isInteger(n)) throw new InvalidInputError('/n', 'n must be a whole number.')
  if (n >= 1 && n <= mostChoices) return n
  const tooFew = n < 1
  const message = tooFew
    ? "Invalid 'n': integer below minimum value. Expected a value >= 1."
    : `Invalid 'n': integer above maximum value. Expected a value <= ${mostChoices}.`
  throw new RefusedRequestError(tooFew ? 'integer_below_min_value' : 'integer_above_max_value', message, 'n')
}

function stopsOf(stop: unknown): string[] {
  const stops: unknown[] = Array.isArray(stop) ? stop : [stop]
  if (stops.length > mostStops) {
    const message = `Invalid 'stop': array too long. Expected an array with maximum length ${mostStops}.`
    throw new RefusedRequestError('array_above_max_length', message, 'stop')
  }
  return stops.filter((sequence, index) => {
    if (typeof sequence === 'string') return sequence !== ''
    throw new InvalidInputError(
      Array.isArray(stop) ? `/stop/${index}` : '/stop',
      'A stop sequence must be a string, or up to four in an array.',
    )
  }) as string[]
}
