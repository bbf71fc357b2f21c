// Which files below the given paths a codemod may look at, and which it passes by, with the reason.
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { glob } from 'tinyglobby'

export interface DiscoverOptions {
  readonly paths: readonly string[]
  /** Where relative paths and patterns begin. */
  readonly cwd: string
  /** Endings with their dots. */
  readonly endings: readonly string[]
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
}

export interface FoundFile {
  /** Absolute, without symbolic links. */
  readonly path: string
  /** Named on the command line: whatever it looks like, it is not skipped. */
  readonly named: boolean
}

/** A path that does not exist, or is no file or folder. */
export class NoSuchPathError extends Error {
  override readonly name = 'NoSuchPathError'
}

const skippedFolders = [
  'node_modules',
  'bower_components',
  'dist',
  'build',
  'out',
  'coverage',
  '.git',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.vercel',
  '.turbo',
  '.yarn',
  '.cache',
  '__generated__',
]

/** Built files are told by their names, too. */
const builtFile = /\.(min|bundle|chunk|umd|iife)\.[cm]?jsx?$|\.d\.[cm]?ts$|-min\.js$/

export async function discover(options: DiscoverOptions): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>()
  for (const given of options.paths) {
    const path = realPath(resolve(options.cwd, given), given)
    if (statSync(path).isDirectory()) {
      for (const file of await filesBelow(path, options))
        if (!found.has(file)) found.set(file, { path: file, named: false })
    } else found.set(path, { path, named: true })
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

function realPath(path: string, given: string): string {
  try {
    return realpathSync(path)
  } catch {
    throw new NoSuchPathError(
      `There is no ${given === '' ? 'path without a name' : given}. Name files or folders that exist.`,
    )
  }
}

async function filesBelow(
  folder: string,
  { endings, include = [], exclude = [], cwd }: DiscoverOptions,
): Promise<string[]> {
  const patterns = endings.map(ending => `**/*${ending}`)
  const files = await glob(patterns, {
    cwd: folder,
    absolute: true,
    dot: false,
    followSymbolicLinks: false,
    onlyFiles: true,
    ignore: skippedFolders.map(name => `**/${name}/**`),
    expandDirectories: false,
  })
  const ignored = new GitIgnore(folder)
  const wanted = include.length > 0 ? ignore().add([...include]) : undefined
  const unwanted = exclude.length > 0 ? ignore().add([...exclude]) : undefined
  return files
    .map(file => file.split('/').join(sep))
    .filter(file => !builtFile.test(basename(file)) && !ignored.ignores(file))
    .filter(file => isInside(realpathSync(file), folder))
    .filter(file => matchesFrom(wanted, file, cwd, folder, true) && !matchesFrom(unwanted, file, cwd, folder, false))
}

const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

/** Patterns are those of .gitignore files; they count from where the command runs, and from the folder that was named. */
function matchesFrom(
  patterns: Ignore | undefined,
  file: string,
  cwd: string,
  folder: string,
  otherwise: boolean,
): boolean {
  if (patterns === undefined) return otherwise
  return [cwd, folder].some(base => {
    const path = relative(base, file)
    return path !== '' && !path.startsWith('..') && !isAbsolute(path) && patterns.ignores(path.split(sep).join('/'))
  })
}

/** The .gitignore files of a folder, of those below it, and of those above it up to the repository's root. */
class GitIgnore {
  readonly #rules = new Map<string, Ignore | undefined>()
  #root: string
  readonly #folders = new Map<string, boolean>()

  constructor(folder: string) {
    let root = folder
    for (let each = folder; ; each = dirname(each)) {
      if (existsSync(join(each, '.git'))) {
        root = each
        break
      }
      if (each === dirname(each)) break
    }
    this.#root = root
    if (!this.#ignoresFolder(folder)) return
    // Rules above a folder that was named do not count where they name it.
    this.#root = folder
    this.#folders.clear()
  }

  ignores(file: string): boolean {
    return this.#ignoresFolder(dirname(file)) || this.#says(file, false)
  }

  /** A file cannot be taken back from a folder that is ignored. */
  #ignoresFolder(folder: string): boolean {
    if (folder === this.#root || !isInside(folder, this.#root)) return false
    const known = this.#folders.get(folder)
    if (known !== undefined) return known
    const ignored = this.#ignoresFolder(dirname(folder)) || this.#says(folder, true)
    this.#folders.set(folder, ignored)
    return ignored
  }

  /** The nearest .gitignore that says anything decides. */
  #says(path: string, isFolder: boolean): boolean {
    for (let folder = dirname(path); isInside(folder, this.#root); folder = dirname(folder)) {
      const rules = this.#rulesOf(folder)
      const name = relative(folder, path).split(sep).join('/')
      const verdict = rules?.test(isFolder ? `${name}/` : name)
      if (verdict?.ignored) return true
      if (verdict?.unignored || folder === dirname(folder)) return false
    }
    return false
  }

  #rulesOf(folder: string): Ignore | undefined {
    if (!this.#rules.has(folder)) {
      const file = join(folder, '.gitignore')
      this.#rules.set(folder, existsSync(file) ? ignore().add(readFileSync(file, 'utf8')) : undefined)
    }
    return this.#rules.get(folder)
  }
}
