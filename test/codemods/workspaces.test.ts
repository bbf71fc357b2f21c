// The cases of several files through a whole run of the codemod: clients, results and messages that cross files.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../codemods/index.ts'
import { expectSame, type PairOutcome, runPairs } from './execute.ts'
import { checkedOut, install, loadWorkspaces, textsOf, type Workspace } from './workspaces.ts'

const workspaces = loadWorkspaces()
const copies: string[] = []

function copyOf(workspace: Workspace, when: 'before' | 'after'): string {
  const copy = checkedOut(workspace, when)
  copies.push(copy)
  return copy
}

afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true })
})

const changes = ({ folder }: Workspace): boolean => existsSync(join(folder, 'after'))

describe.each(workspaces)('$name: $about', workspace => {
  test(changes(workspace) ? 'is rewritten' : 'is left alone', async () => {
    const folder = copyOf(workspace, 'before')
    const { findings, failures } = await run({ paths: ['.'], cwd: folder, write: true })
    expect(failures).toEqual([])
    expect(textsOf(folder)).toEqual(textsOf(copyOf(workspace, 'after')))
    const said = findings.map(({ file, strength, reason }) => `${file} ${strength ?? reason}`)
    expect(said.sort()).toEqual([...workspace.findings].sort())
  })

  test('is not changed by a second run', async () => {
    const folder = copyOf(workspace, 'after')
    expect((await run({ paths: ['.'], cwd: folder })).changes).toEqual([])
  })
})

/** Paths below a folder of the case. */
const pathsIn = ({ folder }: Workspace, when: 'before' | 'after'): string[] =>
  existsSync(join(folder, when)) ? readdirSync(join(folder, when), { recursive: true, encoding: 'utf8' }) : []

const isMain = (path: string): boolean => /(^|\/)main\.[jt]s$/.test(path)

/** A program to run: one that changed, or the one that calls what changed. */
const mains = workspaces.filter(changes).flatMap(workspace => {
  const main = pathsIn(workspace, 'after').find(isMain) ?? pathsIn(workspace, 'before').find(isMain)
  return main === undefined ? [] : [{ workspace, main }]
})

function installed(workspace: Workspace, when: 'before' | 'after'): string {
  const copy = copyOf(workspace, when)
  install(copy)
  return copy
}

describe.runIf(mains.length > 0)('a package that runs', () => {
  let outcomes: PairOutcome[] = []

  beforeAll(async () => {
    outcomes = await runPairs(
      mains.map(({ workspace, main }) => ({
        name: workspace.name,
        beforeFile: join(installed(workspace, 'before'), main),
        afterFile: join(installed(workspace, 'after'), main),
        driveFile: undefined,
        script: [],
      })),
    )
  }, 300_000)

  test.each(mains.map(({ workspace }, index) => ({ name: workspace.name, index })))(
    'prints the same as before: $name',
    ({ index }) => expectSame(outcomes[index]),
  )
})
