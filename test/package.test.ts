// The package as users get it: the built files behind every entry, what they import, and what is packed.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))

interface Entry {
  require: { types: string; default: string }
  types: string
  default: string
}

const entries = Object.entries(manifest.exports as Record<string, Entry | string>).filter(
  (entry): entry is [string, Entry] => typeof entry[1] === 'object',
)

/** The specifiers a built file imports, and those of every file it reaches by a relative one. */
function importsOf(file: string, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(file)) return seen
  const source = readFileSync(file, 'utf8')
  const statements = /^(?:import|export)\b(?:[^'"=]*?\bfrom)?\s*['"]([^'"]+)['"]/gm
  const specifiers = [...source.matchAll(statements)].map(match => match[1] ?? '')
  seen.set(file, specifiers)
  for (const specifier of specifiers) if (specifier.startsWith('.')) importsOf(resolve(dirname(file), specifier), seen)
  return seen
}

const foreign = (file: string) =>
  [...importsOf(resolve(root, file)).values()].flat().filter(name => !name.startsWith('.'))

describe('the package', () => {
  it.each(entries)('has the files behind the entry %s', (_name, entry) => {
    expect(existsSync(resolve(root, entry.types)), entry.types).toBe(true)
    for (const file of [entry.default, entry.require.types, entry.require.default]) {
      expect(existsSync(resolve(root, file)), file).toBe(true)
    }
  })

  it.each(entries.filter(([name]) => name !== './register'))(
    'lets old resolvers find the types of %s',
    (name, entry) => {
      const types = name === '.' ? manifest.types : `./${manifest.typesVersions['*'][name.slice(2)]?.[0]}`
      expect(types).toBe(entry.types)
    },
  )

  it('loads by import and by require', async () => {
    const required = createRequire(import.meta.url)('responses-bridge')
    const name: string = 'responses-bridge'
    const imported = await import(name)
    expect(typeof required.toResponsesRequest).toBe('function')
    expect(
      Object.keys(required)
        .filter(name => name !== '__esModule')
        .sort(),
    ).toEqual(Object.keys(imported).sort())
  })

  it('is imported by CommonJS files of TypeScript, also where `require` takes no ES module', () => {
    const folder = mkdtempSync(join(tmpdir(), 'commonjs-'))
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(root, join(folder, 'node_modules/responses-bridge'), 'dir')
    symlinkSync(join(root, 'node_modules/openai'), join(folder, 'node_modules/openai'), 'dir')
    writeFileSync(join(folder, 'package.json'), '{ "name": "caller" }')
    const all = entries.map(([name], index) => `import * as entry${index} from 'responses-bridge${name.slice(1)}'\n`)
    writeFileSync(
      join(folder, 'caller.ts'),
      `${all.join('')}import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'
import { toChatCompletion } from 'responses-bridge'

export const client: OpenAI = wrap(new OpenAI())
export async function ask(input: string): Promise<OpenAI.ChatCompletion> {
  return toChatCompletion(await client.responses.create({ model: 'm', input }))
}
export const seen = [${entries.map((_entry, index) => `entry${index}`).join(', ')}]
`,
    )
    const options = ['--noEmit', '--strict', '--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout, status } = spawnSync(
      process.execPath,
      [compiler, ...options, '--target', 'es2022', '--module', 'node16', 'caller.ts'],
      { cwd: folder, encoding: 'utf8' },
    )
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 })
  })

  it('has a core that imports nothing but its own files', () => {
    expect(foreign('dist/src/index.js')).toEqual([])
  })

  it('keeps Node out of the entries that run anywhere', () => {
    for (const file of [
      'dist/src/index.js',
      'dist/src/shim/fetch.js',
      'dist/src/mock/index.js',
      'dist/src/schema/index.js',
    ]) {
      expect(
        foreign(file).filter(name => name.startsWith('node:') || name === 'openai'),
        file,
      ).toEqual([])
    }
  })

  it('names no type of another package in the declarations of the core but those of its own dependencies', () => {
    const declared = [...importsOf(resolve(root, 'dist/src/index.js')).keys()].map(file =>
      file.replace(/\.js$/, '.d.ts'),
    )
    for (const file of declared) expect(readFileSync(file, 'utf8'), file).not.toMatch(/from ['"]openai/)
  })

  it('converts in a browser bundle, where there is no Node', async () => {
    const source = "import { toResponsesRequest } from 'responses-bridge'; globalThis.convert = toResponsesRequest"
    const { outputFiles } = await build({
      stdin: { contents: source, resolveDir: root },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
    })
    const page: { convert?: (request: object) => { input: string } } = {}
    runInNewContext(outputFiles[0]?.text ?? '', Object.assign(page, { TextEncoder, crypto, globalThis: page }))
    expect(page.convert?.({ model: 'm', messages: [{ role: 'user', content: 'Hello' }] }).input).toBe('Hello')
  })

  it('packs the build, the pages that the readme links, the licence and the readme, and nothing else', () => {
    const packed = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' }),
    )
    const files: string[] = (Array.isArray(packed) ? packed[0] : Object.values(packed)[0]).files.map(
      (file: { path: string }) => file.path,
    )
    expect(
      files.filter(
        file =>
          !/^(dist\/(require\/|src\/|codemods\/)|LICENSE$|README\.md$|package\.json$|docs\/([\w-]+\.md|serve\.schema\.json)$)/.test(
            file,
          ),
      ),
    ).toEqual([])
    const linked = [...readFileSync(resolve(root, 'README.md'), 'utf8').matchAll(/\]\((docs\/[^)#]+)/g)]
    expect(linked.map(([, page]) => page).filter(page => !files.includes(String(page)))).toEqual([])
    expect(files.filter(file => file.includes('.check.'))).toEqual([])
  })

  it('locks a version of every optional package, so that the lockfile serves every platform', () => {
    const { packages } = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8'))
    const missing = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages).flatMap(
      ([place, locked]) =>
        Object.keys(locked.optionalDependencies ?? {}).filter(
          name => !packages[`node_modules/${name}`] && !packages[`${place}/node_modules/${name}`],
        ),
    )
    expect(missing).toEqual([])
  })

  it('pins every version exactly and locks no download address', () => {
    const { dependencies, devDependencies } = manifest
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^(npm:[^@]+@)?\d+\.\d+\.\d+$/)
    }
    expect(readFileSync(resolve(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"')
  })
})
