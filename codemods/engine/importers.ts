// Who may call what is declared in some files: those that import them, directly or through others.
import { dirname } from 'node:path'
import type { PathResolver } from '../typescript/paths.ts'
import type { SourceInput } from './language.ts'
import type { Packages } from './packages.ts'
import { means, moduleName } from './prefilter.ts'
import type { Siblings } from './siblings.ts'
import type { Survey } from './survey.ts'

/** How many files that import callers, or import those that do, are read along with a batch. */
const mostImporters = 600

/** Who may call what is declared in `files`: those that import them, directly or through others, nearest first. */
export function importersOf(
  files: readonly SourceInput[],
  survey: Survey,
  resolver: PathResolver,
  packages: Packages,
  siblings: Siblings,
): { readonly paths: readonly string[]; readonly all: boolean } {
  const leadsTo = (specifier: string, from: string, file: string): boolean =>
    specifier.startsWith('.')
      ? means(specifier, dirname(from), file)
      : resolver.resolve(specifier, from, dirname(packages.manifestOf(from).path)).includes(file)
  const found = new Set(files.map(({ path }) => path))
  for (const file of found) {
    const names = new Set([file, ...siblings.specifiersFor(file)].map(moduleName))
    for (const { path, specifier } of [...names].flatMap(name => survey.importers.get(name) ?? [])) {
      if (found.has(path) || !leadsTo(specifier, path, file)) continue
      if (found.size >= files.length + mostImporters) return { paths: [...found].slice(files.length), all: false }
      found.add(path)
    }
  }
  return { paths: [...found].slice(files.length), all: true }
}
