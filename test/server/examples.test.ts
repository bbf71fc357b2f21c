// The example for serve runs as it is, and the documentation shows it word for word.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(resolve(root, file), 'utf8')

test('examples/serve runs and prints what docs/serve.md says', () => {
  const printed = execFileSync(process.execPath, [resolve(root, 'examples/serve/run.js')], { encoding: 'utf8' })
  expect(read('docs/serve.md')).toContain(`\`\`\`js\n${read('examples/serve/worker.js')}\`\`\`\n`)
  expect(read('docs/serve.md')).toContain(`\`\`\`text\n${printed}\`\`\`\n`)
})
