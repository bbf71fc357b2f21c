// `npm run bench`: the CPU time of every conversion as a ratio to its floor, and what long streams cost in memory.
// `npm run bench -- tiny result` runs what has one of these words in its name; `--json` prints JSON; `--rounds 21`.
import { parseArgs } from 'node:util'
import * as library from '../dist/src/index.js'
import { chatSseWriter } from '../dist/src/wire/chat-sse-writer.js'
import * as wire from '../dist/src/wire/sse.js'
import { memoryChecks } from './memory.js'
import { compare } from './paired.js'
import { workloads } from './workloads.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '11' } },
})
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('--rounds takes a whole number from 1.')
  process.exit(2)
}
const wanted = ({ name }) => positionals.length === 0 || positionals.some(word => name.includes(word))

const ratios = []
const memory = []
const columns = [48, 9, 7, 15, 7]
const line = cells => console.log(cells.map((cell, index) => String(cell).padEnd(columns[index] ?? 0)).join(' '))
const heading = cells => {
  if (!values.json) line(cells)
}

const timed = workloads({ ...library, ...wire, chatSseWriter }).filter(wanted)
if (timed.length > 0) heading(['CPU time', 'floor', 'ratio', '(p10 to p90)', 'limit'])
for (const workload of timed) {
  const { name, bytes, limit } = workload
  const measured = compare(workload, { rounds })
  const { ratio, low, high, floorMicroseconds } = measured
  ratios.push({ name, bytes, limit, ...measured })
  const floor =
    floorMicroseconds < 1000 ? `${floorMicroseconds.toFixed(0)} µs` : `${(floorMicroseconds / 1000).toFixed(1)} ms`
  const verdict = limit === undefined ? '' : `${limit}${ratio > limit ? ' exceeded' : ''}`
  heading([name, floor, ratio.toFixed(2), `(${low.toFixed(2)} to ${high.toFixed(2)})`, verdict])
}

const checks = memoryChecks({ ...library, ...wire }).filter(wanted)
if (checks.length > 0) heading([`${timed.length > 0 ? '\n' : ''}memory and growth`])
for (const { name, measure } of checks) {
  const figures = measure()
  memory.push({ name, ...figures })
  heading([
    name,
    Object.entries(figures)
      .map(([what, figure]) => `${what} ${figure}`)
      .join(', '),
  ])
}

if (values.json) {
  const { version, arch, platform } = process
  console.log(JSON.stringify({ node: version, arch, platform, rounds, ratios, memory }, null, 2))
}
