// The examples for wrap and register run as they are, and the documentation shows them word for word.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(resolve(root, file), 'utf8')

function output(file: string): string {
  const env = { ...process.env, RESPONSES_BRIDGE_QUIET: '1' }
  return execFileSync(process.execPath, [resolve(root, file)], { env, encoding: 'utf8' })
}

test('examples/wrap-openai.js runs and prints what docs/wrap.md says', () => {
  const printed = output('examples/wrap-openai.js')
  expect(printed).toBe('/seed was dropped\nYou said: "Say hello."\ntrue /v1/responses\n')
  expect(read('docs/wrap.md')).toContain(`\`\`\`js\n${read('examples/wrap-openai.js')}\`\`\`\n`)
  expect(read('docs/wrap.md')).toContain(`\`\`\`text\n${printed}\`\`\`\n`)
})

test('examples/register runs and prints what docs/register.md says', () => {
  const printed = output('examples/register/run.js')
  expect(printed).toBe('You said: "Say  stop\nsent to /v1/responses\n')
  expect(read('docs/register.md')).toContain(`\`\`\`js\n${read('examples/register/legacy.cjs')}\`\`\`\n`)
  expect(read('docs/register.md')).toContain(`\`\`\`text\n${printed}\`\`\`\n`)
})
