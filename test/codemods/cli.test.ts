// The command `codemod` as a user runs it: the built program, files on disk, exit codes, reports.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cli } from '../cli-process.ts'

const client = "import OpenAI from 'openai'\nconst client = new OpenAI()\n"
const call = (rest = '') => `await client.chat.completions.create({ model: 'm', messages: []${rest} })\n`
const groq = "import OpenAI from 'openai'\nconst client = new OpenAI({ baseURL: 'https://api.groq.com/openai/v1' })\n"

function folder(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'responses-bridge-')))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

const read = (root: string, name: string): string => readFileSync(join(root, name), 'utf8')

describe('codemod', () => {
  test('shows a diff, says what it did, and writes nothing', async () => {
    const root = folder({ 'a.ts': client + call() })
    const { exitCode, out, notes } = await cli(['codemod', root])
    expect(exitCode).toBe(0)
    expect(out).toMatch(/^--- a\/.*a\.ts\n\+\+\+ b\/.*a\.ts\n@@ /)
    expect(out).toMatch(/\n-await client\.chat\.completions\.create[\s\S]*\n\+.*client\.responses\.create/)
    expect(notes).toContain('1 file looked at, 1 call of Chat Completions: 1 ')
    expect(notes).toContain('Say --write')
    expect(read(root, 'a.ts')).toBe(client + call())
  })

  test('the diff is one that git applies', async () => {
    const root = folder({ 'src/a.ts': client + call(), 'package.json': '{\n  "dependencies": {}\n}\n' })
    execFileSync('git', ['init', '-q', root])
    const { out } = await cli(['codemod', root, '--style', 'bridged'])
    // Paths are from where the command ran.
    const patch = out.replaceAll(/(?<=^(?:---|\+\+\+) [ab]\/).*(?=src\/a\.ts|package\.json)/gm, '')
    execFileSync('git', ['-C', root, 'apply', '-'], { input: patch })
    expect(read(root, 'src/a.ts')).toContain('toResponsesRequest(')
    expect(read(root, 'package.json')).toMatch(/"dependencies": \{\n {4}"responses-bridge": "\^/)
  })

  test('--write writes, and a second run finds nothing to do', async () => {
    const root = folder({ 'a.ts': client + call() })
    expect((await cli(['codemod', root, '--write'])).exitCode).toBe(0)
    expect(read(root, 'a.ts')).toContain('responses.create')
    const again = await cli(['codemod', root, '--check'])
    expect(again).toMatchObject({ exitCode: 0, out: '' })
    expect(again.notes).toContain('no calls of Chat Completions')
  })

  test('--check exits 1 while there is something to do, and only then', async () => {
    expect((await cli(['codemod', folder({ 'a.ts': client + call() }), '--check'])).exitCode).toBe(1)
    expect((await cli(['codemod', folder({ 'a.ts': groq + call() }), '--check'])).exitCode).toBe(0)
  })

  test('a call that stays is told with its place and its reason', async () => {
    const { notes, out } = await cli(['codemod', folder({ 'a.ts': client + call(', seed: 1') })])
    expect(out).toBe('')
    expect(notes).toMatch(/a\.ts:3:7 {2}parameter-lost .*\(seed\)/)
    expect(notes).toContain('1 left alone')
  })

  test('--write refuses a tree with changes that are not committed', async () => {
    const root = folder({ 'a.ts': client + call() })
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args])
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'x')
    writeFileSync(join(root, 'a.ts'), `${client}${call()}// more\n`)
    const refused = await cli(['codemod', root, '--write'])
    expect(refused.exitCode).toBe(2)
    expect(refused.notes).toContain('--allow-dirty')
    expect(read(root, 'a.ts')).toContain('chat.completions')
    expect((await cli(['codemod', root, '--write', '--allow-dirty'])).exitCode).toBe(0)
    expect(read(root, 'a.ts')).not.toContain('chat.completions')
  })

  test('one file that fails is exit code 3, and the others are written', async () => {
    const root = folder({ 'a.ts': client + call(), 'b.ts': `${client}${call()}}}}\n` })
    const { exitCode, notes } = await cli(['codemod', root, '--write'])
    expect(exitCode).toBe(3)
    expect(notes).toMatch(/failed .*b\.ts .*line 4/)
    expect(read(root, 'a.ts')).toContain('responses.create')
  })

  test('an empty folder is nothing to do', async () => {
    const ran = await cli(['codemod', folder({})])
    expect(ran).toMatchObject({ exitCode: 0, out: '' })
  })

  const wrong: [args: string[], says: string][] = [
    [['codemod'], 'Missing argument: <paths..>.'],
    [['codemod', '/nowhere/at/all'], 'There is no /nowhere/at/all'],
    [['codemod', '.', '--style', 'best'], '"native"'],
    [['codemod', '.', '--report', 'x.pdf'], '.sarif'],
    [['codemod', '.', '--write', '--check'], 'say one of them'],
  ]
  test.each(wrong)('%j is a usage error', async (args, says) => {
    const ran = await cli(args)
    expect(ran.notes).toContain(says)
    expect(ran).toMatchObject({ exitCode: 2, out: '' })
  })

  test('scripts of Vue and Svelte files, and JSX', async () => {
    const vue = `<template><p>{{ text }}</p></template>\n\n<script setup lang="ts">\n${client}async function go() {\n  ${call()}}\n</script>\n`
    const svelte = `<script lang="ts">\n  ${client.replace('\n', '\n  ')}  async function go() {\n    ${call()}  }\n</script>\n\n<p>completions</p>\n`
    const jsx = `${client}export async function Page() {\n  ${call()}  return <p>hi</p>\n}\n`
    const root = folder({ 'a.vue': vue, 'b.svelte': svelte, 'c.jsx': jsx })
    const { exitCode, notes } = await cli(['codemod', root, '--write', '--style', 'bridged'])
    expect(exitCode, notes).toBe(0)
    const imported = "import { toChatCompletion, toResponsesRequest } from 'responses-bridge'\n"
    expect(read(root, 'a.vue')).toContain(
      `<template><p>{{ text }}</p></template>\n\n<script setup lang="ts">\nimport OpenAI from 'openai'\n${imported}const`,
    )
    expect(read(root, 'b.svelte')).toContain(`\n  import OpenAI from 'openai'\n  ${imported}`)
    for (const name of ['a.vue', 'b.svelte', 'c.jsx'])
      expect(read(root, name)).toContain('toChatCompletion(await client.responses.create(')
  })
})

describe('--report', () => {
  const mixed = {
    'a.ts': client + call() + call(', seed: 1'),
    'b.ts': groq + call(),
    'c.ts': `${client}${call()}<<<\n`,
  }

  async function reports(...names: string[]): Promise<{ root: string; exitCode: number | null }> {
    const root = folder(mixed)
    const args = names.flatMap(name => ['--report', join(root, name)])
    return { root, exitCode: (await cli(['codemod', root, ...args])).exitCode }
  }

  test('JSON: every call, with its strength or its reason', async () => {
    const { root, exitCode } = await reports('out.json')
    expect(exitCode).toBe(3)
    const report = JSON.parse(read(root, 'out.json'))
    expect(report.summary).toMatchObject({ calls: 3, leftAlone: 1, others: 1, changedFiles: 1 })
    expect(report.findings.map(({ line, reason, whose }: Record<string, unknown>) => [line, reason, whose])).toEqual([
      [3, undefined, 'ours'],
      [4, 'parameter-lost', 'ours'],
      [3, 'other-provider', 'other'],
    ])
    expect(report.failures).toHaveLength(1)
  })

  test('--json prints the same on stdout', async () => {
    const { out } = await cli(['codemod', folder(mixed), '--json'])
    expect(JSON.parse(out).summary.calls).toBe(3)
  })

  test('SARIF: rules for every result, places counted from 1', async () => {
    const { root } = await reports('out.sarif')
    const log = JSON.parse(read(root, 'out.sarif'))
    const [{ results, tool, invocations }] = log.runs
    const rules = new Set(tool.driver.rules.map(({ id }: { id: string }) => id))
    expect(log.version).toBe('2.1.0')
    expect(results).toHaveLength(3)
    for (const { ruleId, locations } of results) {
      expect(rules).toContain(ruleId)
      expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0)
    }
    expect(invocations[0].executionSuccessful).toBe(false)
  })

  test('Markdown and HTML: for people, with nothing unescaped', async () => {
    const { root } = await reports('out.md', 'out.html')
    expect(read(root, 'out.md')).toMatch(
      /# Chat Completions to Responses[\s\S]*## Left alone[\s\S]*parameter-lost[\s\S]*## Not OpenAI/,
    )
    const html = read(root, 'out.html')
    expect(html).toContain('<!doctype html>')
    expect(html).toContain('<ins>+')
    expect(html).not.toContain('<<<')
  })
})
