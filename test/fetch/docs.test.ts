// docs/fetch.md: every example is run, and prints what stands below it; every option has its row and its example.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import * as mock from '../../src/mock/index.ts'
import * as shim from '../../src/shim/fetch.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/fetch.md'), 'utf8')
const setup = /```js setup\n(.*?)```/s.exec(page)?.[1] ?? ''
const examples = [...page.matchAll(/^## (.*?)$|```js\n(.*?)```\n\n```text\n(.*?)```/gms)].reduce<
  { title: string; code: string; printed: string }[]
>((found, [, title, code, printed]) => {
  if (title !== undefined) found.push({ title, code: '', printed: '' })
  else if (code !== undefined) found.push({ title: found.at(-1)?.title ?? '', code, printed: printed ?? '' })
  return found
}, [])
const programs = examples.filter(({ code }) => code !== '')

const modules: Record<string, object> = { 'responses-bridge/fetch': shim, 'responses-bridge/mock': mock }

/** What a program prints, its imports replaced by the modules of the source. */
async function run(program: string): Promise<string> {
  const code = program.replace(/^import (\{.*?\}) from '(.*?)'$/gm, 'const $1 = modules["$2"]')
  const lines: string[] = []
  const log = (...values: unknown[]) =>
    lines.push(values.map(value => (typeof value === 'string' ? value : inspect(value))).join(' '))
  const AsyncFunction = (async () => {}).constructor as new (
    ...parameters: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new AsyncFunction('modules', 'console', code)(modules, { log })
  return `${lines.join('\n')}\n`
}

describe('docs/fetch.md', () => {
  test.each(programs)('says under "$title" what its example prints', async ({ code, printed }) => {
    expect(await run(setup + code)).toBe(printed)
  })

  test('has an example for every option of createFetch', () => {
    const source = readFileSync(join(root, 'src/shim/fetch.ts'), 'utf8')
    const [declared = ''] = source.slice(source.indexOf('interface CreateFetchOptions')).split('\n}')
    const own = [...declared.matchAll(/^ {2}readonly (\w+)\??:/gm)]
    const inherited = ['onLoss', 'dialect', 'instructions', 'reasoning', 'id', 'now']
    const options = [...own.map(([, name]) => name ?? ''), ...inherited]
    expect(options.length).toBeGreaterThan(14)
    for (const option of options) {
      expect(page, option).toMatch(new RegExp(`^\\|.*\`${option}\``, 'm'))
      // A clock takes more lines than it explains.
      if (option !== 'clock')
        expect(
          programs.some(({ code }) => code.includes(option)),
          option,
        ).toBe(true)
    }
  })
})
