// docs/codemod.md names every reason there is, with the sentence the command prints.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reasons } from '../../codemods/index.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/codemod.md'), 'utf8')

test('every reason has its row, and every row is a reason', () => {
  const rows = [...(page.split('## Reasons')[1] ?? '').matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)].map(
    ([, code, sentence]) => [code, sentence],
  )
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(Object.entries(reasons).map(([code, { sentence }]) => [code, sentence])),
  )
})
