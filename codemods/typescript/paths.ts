// Where specifiers lead that are not relative: tsconfig `paths`, the usual aliases, packages of the same repository.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Siblings } from '../engine/siblings.ts'
import { ts } from './morph.ts'
import { candidatesFor } from './workspace.ts'

interface Mapping {
  readonly base: string
  readonly paths: Readonly<Record<string, readonly string[]>>
  /** Names are looked for below `base`, too. */
  readonly rooted: boolean
}

/** What frameworks set up without a tsconfig that says so. */
const usualAliases: readonly (readonly [prefix: string, folders: readonly string[]])[] = [
  ['@/', ['src', 'app', '.']],
  ['~/', ['src', 'app', '.']],
  ['~~/', ['.']],
  ['@@/', ['.']],
  ['#/', ['src', '.']],
  ['$lib/', ['src/lib']],
  ['src/', ['src']],
]

export class PathResolver {
  readonly #mappings = new Map<string, Mapping | undefined>()
  readonly #siblings: Siblings

  constructor(siblings: Siblings) {
    this.#siblings = siblings
  }

  /** The paths a specifier may mean, in order; most of them do not exist. */
  resolve(specifier: string, fromPath: string, packageFolder: string): string[] {
    const found: string[] = []
    const mapping = this.#mappingFor(dirname(fromPath))
    if (mapping !== undefined) found.push(...mapped(specifier, mapping))
    for (const [prefix, folders] of usualAliases) {
      if (!specifier.startsWith(prefix)) continue
      for (const folder of folders)
        found.push(...candidatesFor(join(packageFolder, folder, specifier.slice(prefix.length))))
    }
    return [...found, ...this.#siblings.resolve(specifier).flatMap(candidatesFor)]
  }

  #mappingFor(folder: string): Mapping | undefined {
    if (this.#mappings.has(folder)) return this.#mappings.get(folder)
    const own = ['tsconfig.json', 'jsconfig.json'].map(name => join(folder, name)).find(existsSync)
    const atRoot = folder === dirname(folder) || existsSync(join(folder, '.git'))
    const mapping =
      (own === undefined ? undefined : readMapping(own)) ?? (atRoot ? undefined : this.#mappingFor(dirname(folder)))
    this.#mappings.set(folder, mapping)
    return mapping
  }
}

/** The nearest tsconfig that maps anything, with what it extends. */
function readMapping(path: string): Mapping | undefined {
  const { config } = ts.readConfigFile(path, file => readFileSync(file, 'utf8'))
  const host = {
    useCaseSensitiveFileNames: true,
    readDirectory: () => [],
    fileExists: existsSync,
    readFile: (file: string) => readFileSync(file, 'utf8'),
  }
  const { options } = ts.parseJsonConfigFileContent(config ?? {}, host, dirname(path))
  const { paths, baseUrl } = options
  if (paths === undefined && baseUrl === undefined) return undefined
  const base = baseUrl ?? (typeof options.pathsBasePath === 'string' ? options.pathsBasePath : dirname(path))
  return { base, paths: paths ?? {}, rooted: baseUrl !== undefined }
}

function mapped(specifier: string, { base, paths, rooted }: Mapping): string[] {
  const found: string[] = []
  for (const [pattern, targets] of Object.entries(paths)) {
    const [prefix = '', suffix] = pattern.split('*')
    const matches =
      suffix === undefined ? specifier === pattern : specifier.startsWith(prefix) && specifier.endsWith(suffix)
    if (!matches) continue
    const middle = suffix === undefined ? '' : specifier.slice(prefix.length, specifier.length - suffix.length)
    for (const target of targets) found.push(...candidatesFor(join(base, target.replace('*', middle))))
  }
  return rooted ? [...found, ...candidatesFor(join(base, specifier))] : found
}
