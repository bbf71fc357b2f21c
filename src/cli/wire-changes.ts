// What a conversion changes on the wire, for people: where each place of the source went, what is gone, what is new.
import { type Move, trail } from '../diff/trail.ts'
import type { Loss } from '../index.ts'
import type { Channel } from './terminal.ts'
import { brief, place } from './values.ts'

const within = (pointer: string, container: string) => pointer === container || pointer.startsWith(`${container}/`)

/** The losses that are told beside the place they are about; the others want a list of their own. */
export function writeBodyChanges(
  channel: Channel,
  source: unknown,
  result: unknown,
  losses: readonly Loss[],
  indent = '',
) {
  const moves = trail(source, result)
  const told = new Set<Loss>()
  const whyOf = (pointer: string) => {
    const loss = losses.find(({ path }) => within(pointer, path))
    if (loss !== undefined) told.add(loss)
    return loss
  }
  const { paint } = channel
  const shown = moves.filter(({ kind }) => kind !== 'same')
  const longest = Math.min(44, Math.max(0, ...shown.map(move => ('from' in move ? move.from : move.to).length)))
  const row = (sign: string, from: string, rest: string) =>
    channel.line(`${indent}${sign} ${place(from).padEnd(longest)}  ${rest}`)
  const same = moves.filter(({ kind }) => kind === 'same')
  if (same.length > 0) channel.line(`${indent}${paint.dim(`= ${briefList(same)}`)}`)
  for (const move of shown) {
    if (move.kind === 'moved') row(paint.cyan('>'), move.from, `${move.to}  ${paint.dim(brief(move.value, 36))}`)
    else if (move.kind === 'changed')
      row(paint.yellow('~'), move.from, `${brief(move.value)} becomes ${brief(move.now)}`)
    else if (move.kind === 'new') row(paint.green('+'), move.to, brief(move.value))
    else if (move.kind === 'gone') {
      const loss = whyOf(move.from)
      row(
        paint.red('-'),
        move.from,
        `${brief(move.value)}${loss ? `  ${paint.yellow(`${loss.effect}: ${loss.message}`)}` : ''}`,
      )
    }
  }
  return losses.filter(loss => !told.has(loss))
}

function briefList(moves: readonly Move[]): string {
  const pointers = moves.flatMap(move => ('from' in move ? [move.from] : []))
  const shown = pointers.slice(0, 8).join(' ')
  return pointers.length > 8 ? `${shown} … and ${pointers.length - 8} more` : shown
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
