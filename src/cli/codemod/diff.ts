// The changes of a run as unified diffs, in colour where there are eyes.
import { unifiedDiff } from '../../../codemods/engine/diff.ts'
import type { Change } from '../../../codemods/index.ts'
import type { Channel } from '../terminal.ts'

export function writeDiff(channel: Channel, changes: readonly Change[], indent = ''): void {
  const { paint } = channel
  for (const { file, before, after } of changes) {
    const lines = unifiedDiff(file, before, after).trimEnd().split('\n')
    for (const [index, line] of lines.entries()) {
      if (index < 2) channel.line(indent + paint.bold(line))
      else if (line.startsWith('@@')) channel.line(indent + paint.cyan(line))
      else if (line.startsWith('+')) channel.line(indent + paint.green(line))
      else channel.line(indent + (line.startsWith('-') ? paint.red(line) : line))
    }
  }
}
