// Plants a fault: bundles the library from its sources, with one text replaced, and hands the bundle to the judge.
import { readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import type { Subject } from '../laws/subject.ts'
import type { Fault } from './fault.ts'

const sources = fileURLToPath(new URL('../../src/', import.meta.url))
const entry = fileURLToPath(new URL('../laws/subject.ts', import.meta.url))

/** The text of the file with the fault in it. A text that is not there exactly once would plant nothing, or too much. */
export function planted({ name, file, text, replacement }: Fault): string {
  const source = readFileSync(join(sources, file), 'utf8')
  const count = source.split(text).length - 1
  if (count !== 1) throw new Error(`"${name}" is out of date: its text stands in src/${file} ${count} times.`)
  return source.replace(text, () => replacement)
}

function plugin(fault: Fault): Plugin {
  const contents = planted(fault)
  const path = join(sources, ...fault.file.split('/'))
  return {
    name: 'plant',
    setup(run) {
      run.onLoad({ filter: /\.ts$/ }, args => (args.path === path ? { contents, loader: 'ts' } : undefined))
    },
  }
}

/** The library as it is, or with a fault in it. */
export async function libraryWith(fault?: Fault): Promise<Subject> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    absWorkingDir: join(sources, '..') + sep,
    plugins: fault === undefined ? [] : [plugin(fault)],
  })
  const module = { exports: {} as { subject?: Subject } }
  // The library has no dependencies and touches nothing, so its bundle needs no `require`.
  new Function('module', 'exports', outputFiles[0]?.text ?? '')(module, module.exports)
  if (module.exports.subject === undefined) throw new Error('The bundle is empty.')
  return module.exports.subject
}
