// Values and lists of differences on a line each.
import type { Difference } from '../diff/compare.ts'
import type { Channel } from './terminal.ts'

/** A value as JSON, shortened in the middle so that both ends can be told apart. */
export function brief(value: unknown, length = 48): string {
  const text = JSON.stringify(value) ?? 'nothing'
  if (text.length <= length) return text
  const head = Math.ceil((length - 1) * 0.7)
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`
}

/** A pointer for people: the whole document has no name in RFC 6901. */
export const place = (pointer: string): string => (pointer === '' ? '(the whole)' : pointer)

export function writeDifferences(channel: Channel, differences: readonly Difference[], indent = ''): void {
  const { paint } = channel
  for (const difference of differences) {
    channel.line(`${indent}${place(difference.path)}`)
    if ('left' in difference) channel.line(`${indent}  ${paint.red(`- ${brief(difference.left, 90)}`)}`)
    if ('right' in difference) channel.line(`${indent}  ${paint.green(`+ ${brief(difference.right, 90)}`)}`)
  }
}
