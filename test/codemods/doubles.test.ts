// The case of test doubles is a package whose own tests pass before the codemod, and after it.
import { spawnSync } from 'node:child_process'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkedOut, install, loadWorkspaces } from './workspaces.ts'

const [workspace] = loadWorkspaces('test-doubles').filter(({ name }) => name === 'test-doubles')
const root = join(import.meta.dirname, '..', '..')
const copies: string[] = []

afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true })
})

test.each(['before', 'after'] as const)('its own tests pass %s', when => {
  if (workspace === undefined) throw new Error('The case test-doubles is gone.')
  const copy = checkedOut(workspace, when)
  copies.push(copy)
  install(copy)
  symlinkSync(join(root, 'node_modules', 'vitest'), join(copy, 'node_modules', 'vitest'))
  const runner = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const parameters = [runner, 'run', '--root', copy, '--pool', 'threads', '--no-file-parallelism']
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, OPENAI_API_KEY: 'sk-test', NO_COLOR: '1' },
  })
  expect(status, stdout + stderr).toBe(0)
  expect(stdout).toMatch(/Tests {2}7 passed \(7\)/)
})
