// What a conversion changes on the wire, for people: where each place of the source went, what is gone, what is new.
import { type Move, trail } from '../diff/trail.ts'
import type { Loss } from '../index.ts'
import type { Channel } from './terminal.ts'
import { brief, place } from './values.ts'

const within = (pointer: string, container: string) => pointer === container || pointer.startsWith(`${container}/`)

/** More places than this that are gone without a loss are one line: a response repeats its request and its defaults. */
const longestListOfGone = 8

/** Returns the losses that are not told beside the place they are about: they want a list of their own. */
export function writeBodyChanges(
  channel: Channel,
  source: unknown,
  result: unknown,
  losses: readonly Loss[],
  indent = '',
): Loss[] {
  const { paint } = channel
  const line = (sign: string, text: string) => channel.line(`${indent}${sign} ${text}`)
  const moves = trail(source, result)
  const same = moves.filter(({ kind }) => kind === 'same')
  if (same.length > 0) line(paint.dim('='), paint.dim(briefList(same)))
  const lossAt = (pointer: string) => losses.find(({ path }) => within(pointer, path))
  const silent = moves.filter(move => move.kind === 'gone' && lossAt(move.from) === undefined)
  const folded = silent.length > longestListOfGone ? new Set(silent) : new Set<Move>()
  const shown = moves.filter(move => move.kind !== 'same' && !folded.has(move))
  const longest = Math.min(44, Math.max(0, ...shown.map(move => ('from' in move ? move.from : move.to).length)))
  for (const move of shown) {
    const [sign, text] = describeMove(channel, move, lossAt)
    line(sign, `${place('from' in move ? move.from : move.to).padEnd(longest)}  ${text}`)
  }
  if (folded.size > 0)
    line(paint.red('-'), `${briefList([...folded])}  ${paint.dim('bookkeeping and defaults, no loss')}`)
  const gone = moves.flatMap(move => (move.kind === 'gone' ? [move.from] : []))
  return losses.filter(({ path }) => !gone.some(pointer => within(pointer, path)))
}

function describeMove({ paint }: Channel, move: Move, lossAt: (pointer: string) => Loss | undefined): [string, string] {
  if (move.kind === 'changed') return [paint.yellow('~'), `${brief(move.value)} becomes ${brief(move.now)}`]
  if (move.kind === 'new') return [paint.green('+'), brief(move.value)]
  if (move.kind !== 'gone') return [paint.cyan('>'), `${move.to}  ${paint.dim(brief(move.value, 36))}`]
  const loss = lossAt(move.from)
  const why = loss === undefined ? '' : `  ${paint.yellow(`${loss.effect}: ${loss.message}`)}`
  return [paint.red('-'), `${brief(move.value)}${why}`]
}

function briefList(moves: readonly Move[]): string {
  const pointers = moves.flatMap(move => ('from' in move ? [move.from] : []))
  const shown = pointers.slice(0, 6).join(' ')
  return pointers.length > 6 ? `${shown} … and ${pointers.length - 6} more` : shown
}

export const legend = '= stays   > goes to   ~ changes   - is gone   + is new'

function nameOf(element: unknown): string {
  if (element === '[DONE]') return '[DONE]'
  const { type, error } = element as { type?: unknown; error?: unknown }
  return typeof type === 'string' ? type : error ? 'error' : 'chat.completion.chunk'
}

/** Streams have no common shape to lay side by side: which events there were, and which there are. */
export function writeStreamChanges(channel: Channel, source: readonly unknown[], result: readonly unknown[]): void {
  for (const [sign, elements] of [
    ['-', source],
    ['+', result],
  ] as const) {
    const counts = new Map<string, number>()
    for (const element of elements) counts.set(nameOf(element), (counts.get(nameOf(element)) ?? 0) + 1)
    const tint = sign === '-' ? channel.paint.red : channel.paint.green
    for (const [name, count] of counts) channel.line(tint(`${sign} ${String(count).padStart(4)} × ${name}`))
  }
}
