// A unified diff of one file, as `git apply` takes it.
import { createTwoFilesPatch } from 'diff'

export function unifiedDiff(name: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 })
  // The first line is a rule of equal signs, which no tool needs.
  return patch.replace(/^=+\n/, '')
}
