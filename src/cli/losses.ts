// Losses as a list for people.
import type { Loss, LossEffect } from '../index.ts'
import type { Channel } from './terminal.ts'

const effects: readonly LossEffect[] = ['dropped', 'changed', 'emulated']

export function countLosses(losses: readonly Loss[]): string {
  const counts = effects.map(effect => [losses.filter(loss => loss.effect === effect).length, effect] as const)
  return counts.flatMap(([count, effect]) => (count > 0 ? [`${count} ${effect}`] : [])).join(', ')
}

/** One line a loss: what happens, where in the source, and why. The same loss of several documents is one line. */
export function writeLosses(channel: Channel, losses: readonly Loss[], indent = ''): void {
  const { paint } = channel
  const tint = { dropped: paint.red, changed: paint.yellow, emulated: paint.cyan }
  const longest = Math.min(40, Math.max(0, ...losses.map(({ path }) => path.length)))
  const lines = losses.map(
    ({ effect, path, message }) =>
      `${indent}${tint[effect](effect.padEnd(8))}  ${path.padEnd(longest)}  ${paint.dim(message)}`,
  )
  for (const line of new Set(lines)) {
    const times = lines.filter(each => each === line).length
    channel.line(times === 1 ? line : `${line} (${times} times)`)
  }
}
