// docs/fetch.md: every example is run, and prints what stands below it; every option has its row and its example.
import { describe, expect, test } from 'vitest'
import * as mock from '../../src/mock/index.ts'
import * as shim from '../../src/shim/fetch.ts'
import { examplesOf, printsOf, readPage } from '../page.ts'

const page = readPage('docs/fetch.md')
const programs = examplesOf(page)
const modules: Readonly<Record<string, object>> = { 'responses-bridge/fetch': shim, 'responses-bridge/mock': mock }

describe('docs/fetch.md', () => {
  test.each(programs)('says under "$title" what its example prints', async ({ code, printed }) => {
    expect(await printsOf(code, modules)).toBe(printed)
  })

  test('has an example for every option of createFetch', () => {
    const source = readPage('src/shim/fetch.ts')
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
