// Packages of one repository that import each other by name: `@shop/llm` means packages/llm/src/index.ts.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRoot } from './packages.ts'

interface Sibling {
  readonly name: string
  readonly folder: string
  /** What can be imported of it, `.` or `./client`, and the files package.json names for it. */
  readonly entries: ReadonlyMap<string, readonly string[]>
}

/** Where compilers put what they make of `src`. */
const built = /^(\.\/)?(dist|build|lib|out|es|esm|cjs)\/((esm|cjs|es|src|types)\/)*/

export class Siblings {
  readonly #byName = new Map<string, Sibling>()
  readonly #byFolder = new Map<string, Sibling | undefined>()

  /** The packages that some files belong to. */
  constructor(files: Iterable<string>) {
    for (const file of files) this.#at(dirname(file))
  }

  /** What a specifier may mean, sources before what was built of them; most of it does not exist. */
  resolve(specifier: string): string[] {
    const [, name, sub = ''] = /^(@[^/]+\/[^/]+|[^@./][^/]*)(\/.*)?$/.exec(specifier) ?? []
    const sibling = name === undefined ? undefined : this.#byName.get(name)
    if (sibling === undefined) return []
    const said = sibling.entries.get(`.${sub}`) ?? []
    const rest = sub === '' ? ['src/index', 'index'] : [`src${sub}`, sub]
    const sources = said.filter(each => built.test(each)).map(each => withoutEnding(each.replace(built, 'src/')))
    return [...sources, ...said, ...rest].map(each => join(sibling.folder, each))
  }

  /** Under what specifiers others may import a file of its package. */
  specifiersFor(file: string): string[] {
    const sibling = this.#at(dirname(file))
    return sibling === undefined ? [] : [...sibling.entries.keys()].map(each => join(sibling.name, each))
  }

  #at(folder: string): Sibling | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder)
    const path = join(folder, 'package.json')
    const sibling = existsSync(path)
      ? siblingAt(path)
      : isRoot(folder) || folder === dirname(folder)
        ? undefined
        : this.#at(dirname(folder))
    this.#byFolder.set(folder, sibling)
    if (sibling !== undefined) this.#byName.set(sibling.name, sibling)
    return sibling
  }
}

const withoutEnding = (path: string): string => path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')

function siblingAt(path: string): Sibling | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const name = memberOf(manifest, 'name')
    if (typeof name !== 'string') return undefined
    const entries = new Map([
      ['.', ['source', 'main', 'module', 'types'].flatMap(key => pathsIn(memberOf(manifest, key)))],
    ])
    const exported = memberOf(manifest, 'exports')
    const subpaths = typeof exported === 'object' && exported !== null ? Object.entries(exported) : []
    for (const [key, target] of subpaths) if (/^\.(\/|$)/.test(key)) entries.set(key, pathsIn(target))
    return { name, folder: dirname(path), entries }
  } catch {
    // A package.json that is none names nothing.
    return undefined
  }
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/** The paths in a value of `exports`, whatever its conditions. */
function pathsIn(target: unknown): string[] {
  if (typeof target === 'string') return [target]
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(pathsIn) : []
}
