// package.json as far as a codemod cares: the version of the SDK, the kind of modules, and one dependency more.
import type { Edit } from '../engine/edit.ts'
import type { ModuleKind } from './style.ts'

export interface SdkVersion {
  readonly major: number
  readonly minor: number
}

export interface Manifest {
  readonly path: string
  /** Without a byte-order mark; `undefined` where there is no package.json. */
  readonly text: string | undefined
  readonly sdk: SdkVersion | undefined
  /** The range lets in a release with Responses, the lockfile has an older one, and nothing is installed. */
  readonly lockedBehind?: boolean
  /** The file of Deno's that maps `openai` to a release of the package. */
  readonly importMap?: { readonly path: string; readonly text: string }
}

/** The first release with `client.responses`. */
export const firstWithResponses: SdkVersion = { major: 4, minor: 87 }

/** The last release of 4.x, which every program for 4.x can take. */
export const lastOf4 = '^4.104.0'

export function isTooOld(sdk: SdkVersion | undefined): boolean {
  if (sdk === undefined) return false
  return (
    sdk.major < firstWithResponses.major ||
    (sdk.major === firstWithResponses.major && sdk.minor < firstWithResponses.minor)
  )
}

export function versionOf(text: string | undefined): SdkVersion | undefined {
  const [, major, minor = '0'] = /^[v=]?(\d+)(?:\.(\d+|x|\*))?/.exec(text?.trim() ?? '') ?? []
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor) || 0 }
}

/** The newest version a range in package.json lets in, as far as majors go: what a fresh install brings. */
export function versionOfRange(range: string): SdkVersion | undefined {
  const plain = range
    .replace(/^npm:(@?[^@]+)@/, '')
    .replace(/^(workspace|catalog):/, '')
    .trim()
  const lower = versionOf(plain.replace(/^[\^~>=<\s]+/, ''))
  if (lower === undefined) return undefined
  if (/^>=?/.test(plain) && !plain.includes('<')) return undefined
  const floats = plain.startsWith('^') || /^\d+(\.[x*])?$/.test(plain)
  return floats && lower.major >= 1 ? { major: lower.major, minor: Number.MAX_SAFE_INTEGER } : lower
}

/** The version a specifier asks for itself: `npm:openai@^4.20`, `https://deno.land/x/openai@v4.24.0/mod.ts`. */
export function versionOfSpecifier(specifier: string): SdkVersion | undefined {
  const asked = /\bopenai@([^/]+)/.exec(specifier)?.[1]
  if (asked === undefined) return undefined
  return specifier.startsWith('npm:') ? versionOfRange(asked) : versionOf(asked)
}

/** The specifier of an openai 4 without Responses, with a release that has it; `undefined` where it names none. */
export function raisedSpecifier(specifier: string): string | undefined {
  const version = versionOfSpecifier(specifier)
  if (version?.major !== 4 || !isTooOld(version)) return undefined
  // What deno.land has ends before Responses.
  if (/^https:\/\/deno\.land\/x\/openai@[^/]+\/mod\.ts$/.test(specifier)) return `npm:openai@${lastOf4}`
  if (specifier.includes('deno.land')) return undefined
  const raised = specifier.startsWith('npm:') ? lastOf4 : lastOf4.slice(1)
  return specifier.replace(/\bopenai@[^/]+/, `openai@${raised}`)
}

const mapped = /"openai"\s*:\s*"([^"]*\bopenai\b[^"]*)"/

/** What an import map of Deno's says that `openai` is: `npm:openai@^4.20`. */
export const mappedSpecifier = (text: string): string | undefined => mapped.exec(text)?.[1]

/** Raises the release in an import map, where another one can stand in its place. */
export function raiseMappedEdit(text: string): Edit | undefined {
  const found = mapped.exec(text)
  const raised = found?.[1] === undefined ? undefined : raisedSpecifier(found[1])
  if (found?.[1] === undefined || raised === undefined) return undefined
  const end = found.index + found[0].length - 1
  return { start: end - found[1].length, end, text: raised }
}

interface PackageJson {
  readonly type?: unknown
  readonly [group: string]: unknown
}

function parse(text: string | undefined): PackageJson | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? (value as PackageJson) : undefined
  } catch {
    return undefined
  }
}

const groups = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']

/** What package.json says of a dependency: its range. */
export function rangeOf(text: string | undefined, name: string): string | undefined {
  const manifest = parse(text)
  for (const group of groups) {
    const entries = manifest?.[group]
    const range = typeof entries === 'object' && entries !== null ? Reflect.get(entries, name) : undefined
    if (typeof range === 'string') return range
  }
  return undefined
}

export function moduleKindOf(text: string | undefined, path: string): ModuleKind {
  if (/\.(mjs|mts|ts|tsx|vue|svelte)$/.test(path)) return 'esm'
  if (/\.(cjs|cts)$/.test(path)) return 'commonjs'
  return parse(text)?.type === 'module' || text === undefined ? 'esm' : 'commonjs'
}

/** The version a lockfile settled on: npm, yarn, pnpm or bun. */
export function lockedVersion(lockfile: string, name: string): SdkVersion | undefined {
  const patterns = [
    `"node_modules/${name}":\\s*\\{\\s*"version":\\s*"([^"]+)"`,
    `^"?${name}@[^\\n]*:\\n\\s+version:? "?([\\d.]+)`,
    `^\\s+'?/?${name}[@/](\\d[\\d.]*)`,
    `"${name}": \\["${name}@([\\d.]+)"`,
    `"${name}":\\s*\\{\\s*"version":\\s*"([^"]+)"`,
  ]
  for (const pattern of patterns) {
    const found = new RegExp(pattern, 'm').exec(lockfile)?.[1]
    if (found !== undefined) return versionOf(found)
  }
  return undefined
}

/** Raises the range of a dependency, where an entry of package.json has one. */
export function raiseEdit(text: string, name: string, range: string): Edit | undefined {
  const old = rangeOf(text, name)
  const entry =
    old === undefined
      ? null
      : new RegExp(`"${name}"\\s*:\\s*"(?=${old.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}")`).exec(text)
  if (entry === null || old === undefined) return undefined
  const start = entry.index + entry[0].length
  return { start, end: start + old.length, text: range }
}

/** One more entry under `dependencies`, in the order of names, indented as its neighbours are. */
export function dependencyEdit(text: string, name: string, range: string): Edit | undefined {
  if (rangeOf(text, name) !== undefined) return undefined
  // As the file has it elsewhere: a compact one has no space there.
  const colon = /"\s*:\s*(?=[{["])/.exec(text)?.[0].slice(1) ?? ': '
  const member = `${JSON.stringify(name)}${colon}${JSON.stringify(range)}`
  const block = /"dependencies"\s*:\s*\{/.exec(text)
  if (block === null) return newGroupEdit(text, member)
  const start = block.index + block[0].length
  const end = text.indexOf('}', start)
  const entries = [...text.slice(start, end).matchAll(/"([^"]+)"\s*:\s*"(?:[^"\\]|\\.)*"/g)].map(found => ({
    name: found[1] ?? '',
    start: start + found.index,
    end: start + found.index + found[0].length,
  }))
  const [first] = entries
  if (first === undefined) return { start, end, text: `\n    ${member}\n  ` }
  const separator = /\s*$/.exec(text.slice(start, first.start))?.[0] ?? ' '
  const before = entries.filter(entry => entry.name < name).at(-1)
  if (before === undefined) return { start: first.start, end: first.start, text: `${member},${separator}` }
  return { start: before.end, end: before.end, text: `,${separator}${member}` }
}

function newGroupEdit(text: string, member: string): Edit | undefined {
  const close = text.lastIndexOf('}')
  if (close < 0) return undefined
  const last = /\s*$/.exec(text.slice(0, close))?.[0] ?? ''
  const at = close - last.length
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  '
  const comma = text[at - 1] === '{' ? '' : ','
  return { start: at, end: at, text: `${comma}\n${indent}"dependencies": {\n${indent}${indent}${member}\n${indent}}` }
}
