// docs/library.md and docs/cli.md: every example prints what stands below it, and no export and no flag goes without a word.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import yargs from 'yargs'
import manifest from '../package.json' with { type: 'json' }
import { codemod } from '../src/cli/codemod.ts'
import { convert } from '../src/cli/convert.ts'
import { diff } from '../src/cli/diff.ts'
import { doctor } from '../src/cli/doctor.ts'
import { explain } from '../src/cli/explain.ts'
import { mock as mockCommand } from '../src/cli/mock.ts'
import { serve } from '../src/cli/serve.ts'
import { nameOf } from '../src/cli/usage.ts'
import * as core from '../src/index.ts'
import * as mock from '../src/mock/index.ts'
import * as listen from '../src/mock/listen.ts'
import * as schema from '../src/schema/index.ts'
import { examplesOf, printsOf, readPage } from './page.ts'

const modules: Readonly<Record<string, object>> = {
  'responses-bridge': core,
  'responses-bridge/mock': mock,
  'responses-bridge/mock/listen': listen,
  'responses-bridge/schema': schema,
}

const pages = readdirSync(join(import.meta.dirname, '../docs')).filter(name => name.endsWith('.md'))
const words = [...pages.map(name => `docs/${name}`), 'README.md'].map(readPage).join('\n')
const unnamed = (names: readonly string[]) =>
  names.filter(name => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(words))

describe('docs/library.md', () => {
  test.each(examplesOf(readPage('docs/library.md')))(
    'says under "$title" what its example prints',
    async ({ code, printed }) => {
      expect(await printsOf(code, modules)).toBe(printed)
    },
  )

  const entries = Object.keys(manifest.exports).filter(name => name !== './package.json')

  test.each(entries)('every export of the entry %s is in a page', async entry => {
    const specifier: string = `responses-bridge${entry.slice(1)}`
    expect(unnamed(Object.keys(await import(specifier)))).toEqual([])
  })
})

describe('docs/cli.md', () => {
  const commands = [convert, diff, explain, codemod, serve, doctor, mockCommand]

  test.each(commands.map(command => [nameOf(command), command] as const))(
    'every flag of %s is in a page',
    async (_name, { builder }) => {
      const help = typeof builder === 'function' ? await (await builder(yargs([]))).getHelp() : ''
      const flags = [...new Set(help.match(/(?<=\s)--[a-z][a-z-]*/g))]
      expect(flags.length).toBeGreaterThan(2)
      expect(unnamed(flags)).toEqual([])
    },
  )
})
