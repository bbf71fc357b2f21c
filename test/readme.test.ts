// What the readme shows is what happens: its programs run, and print what stands below them.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const readme = readFileSync(resolve(root, 'README.md'), 'utf8')

/** The fenced blocks that follow a heading, in order. */
function blocksOf(heading: string): string[] {
  const [, section = ''] = readme.split(`## ${heading}\n`)
  return [...(section.split('\n## ')[0] ?? '').matchAll(/```\w+\n([\s\S]*?)```/g)].map(match => match[1] ?? '')
}

const run = (program: string) =>
  spawnSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: root, encoding: 'utf8' })

test('a wrapped client is answered, and its loss is told', () => {
  const [program = '', told = ''] = blocksOf('Keep a legacy caller running')
  const setUp = `
    import { createMock } from 'responses-bridge/mock'
    import { listen } from 'responses-bridge/mock/listen'
    const server = await listen(createMock({ api: 'responses' }))
    process.env.OPENAI_BASE_URL = server.url + '/v1'
    process.env.OPENAI_API_KEY = 'none'
  `
  const ran = run(`${setUp}${program}\nawait server.close()`)
  expect(ran.stdout).toBe('You said: "Give me a contact form field definition."\n')
  expect(ran.stderr).toContain(told)
})

test('a conversion by hand prints what the readme shows', () => {
  const [program = '', printed] = blocksOf('Convert by hand')
  expect(run(program)).toMatchObject({ stdout: printed, stderr: '' })
})

test('the command line prints what the readme shows', () => {
  const [shown = ''] = blocksOf('On the command line')
  const [command = '', ...rest] = shown.split('\n')
  const [, input = ''] = /echo '(.*?)'/.exec(command) ?? []
  const main = resolve(root, 'dist/src/cli/main.js')
  const ran = spawnSync(process.execPath, [main, 'convert', '--to', 'responses'], { input, encoding: 'utf8' })
  expect(`${ran.stdout}${ran.stderr}`).toBe(rest.join('\n'))
})

test('the two commands are scripts of the package', () => {
  const { scripts } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))
  for (const [, script] of readme.matchAll(/npm ci && npm (?:run )?(\w+)/g))
    expect(scripts).toHaveProperty(script ?? '')
})
