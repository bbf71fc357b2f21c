// Every case under `codemods/samples/` through the codemod: the text beside it comes out, and the report says what it should.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { transform } from '../../codemods/index.ts'
import { clearActual, leaveActual, loadSamples, type Sample, textAfter } from './samples.ts'

const samples = loadSamples()
const every = loadSamples('')

const languages: Record<string, 'typescript' | 'javascript' | 'vue' | 'svelte'> = {
  ts: 'typescript',
  tsx: 'typescript',
  js: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  vue: 'vue',
  svelte: 'svelte',
}

async function rewritten(sample: Sample, source: string) {
  const language = languages[sample.extension] ?? 'typescript'
  const { code, findings } = await transform(source, { language, fileName: sample.beforeFile })
  return { code, said: findings.map(({ strength, reason }) => strength ?? reason ?? ('nothing said' as never)) }
}

async function judge(sample: Sample): Promise<void> {
  const { code, said } = await rewritten(sample, sample.before)
  try {
    expect(code).toBe(textAfter(sample))
    expect(said, 'what the report says of the calls').toEqual(sample.expected.findings)
  } catch (disagreement) {
    leaveActual(sample, code, said)
    throw disagreement
  }
  clearActual(sample)
}

for (const sample of samples) {
  describe(`${sample.name}: ${sample.about}`, () => {
    test(sample.after === undefined ? 'is left alone' : 'is rewritten', () => judge(sample))

    test('is not changed by a second run', async () => {
      const after = textAfter(sample)
      expect((await rewritten(sample, after)).code).toBe(after)
    })
  })
}

describe('the samples', () => {
  test('are at least eighty', () => {
    expect(every.length).toBeGreaterThanOrEqual(80)
  })

  test('are, at least every second one, callers to leave alone', () => {
    const leftAlone = every.filter(({ before, after }) => after === undefined || after === before)
    expect(leftAlone.length * 2).toBeGreaterThanOrEqual(every.length)
  })

  test('say in one sentence what each is about', () => {
    const unclear = every.filter(({ folder }) => {
      const text = readFileSync(join(folder, 'about.md'), 'utf8')
      return !/^[A-Z][^\n]*\.\n(\nDoes not run: [^\n]+\.\n)?$/.test(text)
    })
    expect(unclear.map(({ name }) => name)).toEqual([])
  })

  test('that are left alone have no second file that says the same', () => {
    expect(every.filter(({ before, after }) => after === before).map(({ name }) => name)).toEqual([])
  })

  test('hold no file that nobody reads', () => {
    const strangers = every.flatMap(({ name, folder, extension }) => {
      const known = ['about.md', 'expected.json', 'drive.ts', `before.${extension}`, `after.${extension}`]
      const present = readdirSync(folder).filter(file => !file.startsWith('_actual.'))
      return present.filter(file => !known.includes(file)).map(file => `${name}/${file}`)
    })
    expect(strangers).toEqual([])
  })
})
