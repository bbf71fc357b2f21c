// What a run changes in package.json: the dependency on this package, and the range of an SDK that is too old.
import { ownVersion } from '../../src/cli/version.ts'
import { dependencyEdit, isTooOld, lastOf4, raiseEdit, raiseMappedEdit } from '../typescript/manifest.ts'
import { type Edit, inOrder } from './edit.ts'
import type { BatchResult, CodemodOptions } from './language.ts'
import type { Packages } from './packages.ts'

/** Every package that now imports this one depends on it; one that needs a newer SDK asks for it. */
export function manifestEdits(
  results: readonly BatchResult[],
  packages: Packages,
  options: CodemodOptions,
): Map<string, Edit[]> {
  const edits = new Map<string, Edit[]>()
  const add = (path: string, make: (text: string) => Edit | undefined) => {
    const manifest = packages.manifestOf(path)
    // A specifier of Deno's needs no entry.
    if (manifest.importMap !== undefined) return
    const edit = manifest.text === undefined ? undefined : make(manifest.text)
    if (edit !== undefined) edits.set(manifest.path, inOrder([...(edits.get(manifest.path) ?? []), edit]))
  }
  for (const path of results.flatMap(result => result.dependents)) {
    add(path, text => dependencyEdit(text, 'responses-bridge', `^${ownVersion()}`))
  }
  for (const path of results.flatMap(result => result.upgraded)) {
    const { sdk, lockedBehind, importMap } = packages.manifestOf(path)
    if (importMap !== undefined) {
      const edit = options.upgradeSdk === true ? raiseMappedEdit(importMap.text) : undefined
      if (edit !== undefined) edits.set(importMap.path, inOrder([edit]))
      continue
    }
    // Without the higher range the next install would keep to the lockfile.
    if (lockedBehind || (options.upgradeSdk === true && isTooOld(sdk)))
      add(path, text => raiseEdit(text, 'openai', lastOf4))
  }
  return edits
}
