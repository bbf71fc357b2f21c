// The packages of a repository: the nearest package.json of a file, and the SDK's version as installed, locked or asked for.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  isTooOld,
  lockedVersion,
  type Manifest,
  mappedSpecifier,
  rangeOf,
  type SdkVersion,
  versionOf,
  versionOfRange,
  versionOfSpecifier,
} from '../typescript/manifest.ts'
import { openText } from './text.ts'

const lockfiles = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock']

/** Where a repository ends: above this nothing belongs to it. */
export const isRoot = (folder: string): boolean => existsSync(join(folder, '.git')) || folder === dirname(folder)

function* foldersUp(from: string): Generator<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    yield folder
    if (isRoot(folder)) return
  }
}

const readText = (path: string): string | undefined => {
  try {
    return openText(readFileSync(path, 'utf8')).text
  } catch {
    return undefined
  }
}

export class Packages {
  readonly #byFolder = new Map<string, Manifest>()
  readonly #byPackage = new Map<string, Manifest>()

  /** The nearest package.json of a file, and the import map between them. */
  manifestOf(file: string): Manifest {
    const folder = dirname(file)
    const known = this.#byFolder.get(folder)
    if (known !== undefined) return known
    const own = this.#read(folder)
    const manifest = own.sdk === undefined ? { ...own, ...importMapAt(folder) } : own
    this.#byFolder.set(folder, manifest)
    return manifest
  }

  #read(folder: string): Manifest {
    for (const each of foldersUp(folder)) {
      const known = this.#byPackage.get(each)
      if (known !== undefined) return known
      const path = join(each, 'package.json')
      const text = readText(path)
      if (text === undefined) continue
      const manifest = { path, text, ...sdkVersionAt(each) }
      this.#byPackage.set(each, manifest)
      return manifest
    }
    return { path: join(folder, 'package.json'), text: undefined, sdk: undefined }
  }
}

/** Deno's way to say where `openai` comes from, and which release of it, where no package.json says that. */
function importMapAt(folder: string): Pick<Manifest, 'importMap' | 'sdk'> | undefined {
  for (const each of foldersUp(folder)) {
    for (const name of ['deno.json', 'deno.jsonc', 'import_map.json']) {
      const path = join(each, name)
      const text = readText(path) ?? ''
      const specifier = mappedSpecifier(text)
      if (specifier !== undefined) return { importMap: { path, text }, sdk: versionOfSpecifier(specifier) }
    }
  }
  return undefined
}

/**
 * What is installed says most, then what is locked, then what package.json asks for. A lockfile that is behind what
 * package.json asks for stands in nobody's way: an install is due after a rewrite anyway.
 */
function sdkVersionAt(folder: string): Pick<Manifest, 'sdk' | 'lockedBehind'> {
  const folders = [...foldersUp(folder)]
  for (const each of folders) {
    const installed = readText(join(each, 'node_modules/openai/package.json'))
    if (installed !== undefined) return { sdk: versionOf(/"version"\s*:\s*"([^"]+)"/.exec(installed)?.[1]) }
  }
  const asked = folders
    .map(each => rangeOf(readText(join(each, 'package.json')), 'openai'))
    .find(range => range !== undefined)
  const fromRange = asked === undefined ? undefined : versionOfRange(asked)
  const locked = asked === undefined ? undefined : lockedAt(folders, fromRange)
  if (locked === undefined) return { sdk: fromRange }
  const lockedBehind = isTooOld(locked) && fromRange !== undefined && !isTooOld(fromRange)
  return lockedBehind ? { sdk: fromRange, lockedBehind } : { sdk: locked }
}

function lockedAt(folders: readonly string[], fromRange: SdkVersion | undefined): SdkVersion | undefined {
  for (const each of folders) {
    for (const name of lockfiles) {
      const lockfile = readText(join(each, name))
      const locked = lockfile === undefined ? undefined : lockedVersion(lockfile, 'openai')
      if (locked !== undefined && (fromRange === undefined || locked.major === fromRange.major)) return locked
    }
  }
  return undefined
}
