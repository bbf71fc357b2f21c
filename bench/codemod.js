// `node bench/codemod.js [--files 5000] [--callers 30] [--rounds 5] [--peers <folder>] [--json]`: a dry run of the codemod
// over a large tree with few callers, against reading and parsing it all, and against jscodeshift and ast-grep where they
// are installed: here, or in the folder named by --peers.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    callers: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '5' },
    peers: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

function wholeNumber(name) {
  const number = Number(values[name])
  if (Number.isInteger(number) && number >= 1) return number
  console.error(`--${name} takes a whole number from 1.`)
  process.exit(2)
}

const [files, callers, rounds] = ['files', 'callers', 'rounds'].map(wholeNumber)
const root = fileURLToPath(new URL('..', import.meta.url))
const command = join(root, 'dist/src/cli/main.js')
if (!existsSync(command)) {
  console.error('There is no dist. Run `npm run build` first.')
  process.exit(2)
}

/** A file as any repository has hundreds of: about 3 KB, imports, types, functions, no caller. */
function bystander(index) {
  const functions = Array.from(
    { length: 24 },
    (_, each) => `export function total${each}(rows: readonly Row[]): number {
  return rows.filter(row => row.count > ${each}).reduce((sum, row) => sum + row.count * row.price, ${index})
}
`,
  )
  const after =
    index > 0 ? `import { total0 as earlier } from './file${index - 1}.js'\n\nexport const first = earlier\n` : ''
  return `${after}
export interface Row {
  readonly name: string
  readonly count: number
  readonly price: number
}

${functions.join('\n')}`
}

/** The samples of one TypeScript file, in turn. */
function sampleTexts() {
  const folder = join(root, 'codemods/samples')
  const paths = readdirSync(folder).map(name => join(folder, name, 'before.ts'))
  return paths.filter(path => existsSync(path)).map(path => readFileSync(path, 'utf8'))
}

function grow() {
  const tree = mkdtempSync(join(tmpdir(), 'responses-bridge-tree-'))
  writeFileSync(
    join(tree, 'package.json'),
    '{ "name": "tree", "type": "module", "dependencies": { "openai": "^6.0.0" } }\n',
  )
  const texts = sampleTexts()
  for (let index = 0; index < files; index += 1) {
    const folder = join(tree, 'src', `part${Math.floor(index / 100)}`)
    if (index % 100 === 0) mkdirSync(folder, { recursive: true })
    const isCaller = index % Math.ceil(files / callers) === 0
    writeFileSync(join(folder, `file${index}.ts`), isCaller ? texts[index % texts.length] : bystander(index))
  }
  return tree
}

const searchScript = `module.exports = (file, { jscodeshift }) => {
  jscodeshift(file.source).find(jscodeshift.CallExpression, {
    callee: { property: { name: 'create' }, object: { property: { name: 'completions' } } },
  }).forEach(() => {})
}
module.exports.parser = 'ts'
`

const parseAll = `
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ts } from 'ts-morph'
for (const path of readdirSync(process.argv[1], { recursive: true })) {
  if (path.endsWith('.ts')) ts.createSourceFile(path, readFileSync(join(process.argv[1], path), 'utf8'), ts.ScriptTarget.Latest)
}
`

/** Programs that search the same tree; those that are not installed are left out, and said to be. */
function contestants(tree) {
  const bin = name => join(values.peers ?? root, 'node_modules/.bin', name)
  const script = join(tree, 'search.cjs')
  writeFileSync(script, searchScript)
  const node = process.execPath
  const all = [
    { name: 'codemod, dry run', program: node, parameters: [command, 'codemod', join(tree, 'src'), '--json'] },
    { name: 'every file parsed once', program: node, parameters: ['--input-type=module', '-e', parseAll, tree] },
    {
      name: 'jscodeshift, search only',
      program: bin('jscodeshift'),
      parameters: ['-d', '-s', '--extensions=ts', '-t', script, join(tree, 'src')],
    },
    {
      name: 'ast-grep, search only',
      program: bin('ast-grep'),
      parameters: ['run', '-l', 'ts', '-p', '$A.chat.completions.create($$$)', '--json=compact', join(tree, 'src')],
    },
  ]
  const missing = all.filter(({ program }) => !existsSync(program)).map(({ name }) => name)
  if (missing.length > 0) console.error(`Not installed, so left out: ${missing.join('; ')}.`)
  return all.filter(({ program }) => existsSync(program))
}

/** What a program takes, its own processes included: GNU time says it where it is installed. */
function costOf({ program, parameters }) {
  const measured = existsSync('/usr/bin/time')
  const begin = process.hrtime.bigint()
  const { stderr, status, error } = measured
    ? spawnSync('/usr/bin/time', ['-f', 'cost %U %S %M', program, ...parameters], spawning)
    : spawnSync(program, parameters, spawning)
  if (error !== undefined || status !== 0) throw error ?? new Error(`${program} ended with ${status}.`)
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9
  const [, user, system, kilobytes] = /cost ([\d.]+) ([\d.]+) (\d+)\s*$/.exec(String(stderr)) ?? []
  return { seconds, cpu: Number(user) + Number(system), megabytes: Number(kilobytes) / 1024 }
}

const spawning = { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 }

const median = numbers => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

const tree = grow()
try {
  const programs = contestants(tree)
  const costs = programs.map(() => [])
  // They take turns, so that a busy minute of the machine falls on all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, program] of programs.entries()) costs[index].push(costOf(program))
  }
  const rows = programs.map(({ name }, index) => {
    const own = costs[index]
    const ratioOf = what => median(own.map((cost, round) => cost[what] / costs[0][round][what]))
    const seconds = median(own.map(cost => cost.seconds))
    return {
      name,
      seconds,
      filesPerSecond: files / seconds,
      ratio: ratioOf('seconds'),
      cpu: median(own.map(cost => cost.cpu)),
      cpuRatio: ratioOf('cpu'),
      megabytes: median(own.map(cost => cost.megabytes)),
    }
  })
  if (values.json) console.log(JSON.stringify({ files, callers, rounds, rows }, null, 2))
  else {
    console.log(`${files} files, ${callers} callers, ${rounds} rounds; times and CPU time of the codemod's in brackets`)
    for (const row of rows) {
      const cells = [
        row.name.padEnd(28),
        `${row.seconds.toFixed(2)} s (${row.ratio.toFixed(2)})`.padEnd(17),
        `${row.filesPerSecond.toFixed(0)} files/s`.padEnd(15),
        `CPU ${row.cpu.toFixed(2)} s (${row.cpuRatio.toFixed(2)})`.padEnd(21),
        `${row.megabytes.toFixed(0)} MB`,
      ]
      console.log(cells.join(''))
    }
  }
} finally {
  rmSync(tree, { recursive: true, force: true })
}
