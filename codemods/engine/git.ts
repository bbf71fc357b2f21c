// Whether a change could be told apart from what somebody is working on: the state of the git trees at hand.
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The root of the first git tree among the paths that has changes that are not committed. */
export function dirtyTree(paths: readonly string[]): string | undefined {
  const roots = new Set(paths.map(rootOf).filter(root => root !== undefined))
  for (const root of roots) {
    if (git(root, ['status', '--porcelain', '--untracked-files=no'])?.trim()) return root
  }
  return undefined
}

function rootOf(path: string): string | undefined {
  const folder = statSync(path).isDirectory() ? path : dirname(path)
  return git(folder, ['rev-parse', '--show-toplevel'])?.trim() || undefined
}

/** `undefined` where there is no git, or no tree. */
function git(folder: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch {
    return undefined
  }
}
