// `npm run bench:server`: the CPU time of one call through `serve` as it is shipped, as a ratio to that through a plain
// node:http pass-through, equal counts taking turns in one run, and what a thousand open streams cost in memory.
// `--rounds 9 --calls 1000 --warm 10000 --streams 1000 --parts plain,stream,memory --json`.
import { parseArgs } from 'node:util'
import { start } from './server/start.js'
import { bodies, call, open } from './server/traffic.js'
import { eventCount, startUpstream } from './server/upstream.js'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '9' },
    calls: { type: 'string', default: '1000' },
    warm: { type: 'string', default: '10000' },
    streams: { type: 'string', default: '1000' },
    parts: { type: 'string', default: 'plain,stream,memory' },
  },
})
const [rounds, calls, warm, streams] = [values.rounds, values.calls, values.warm, values.streams].map(Number)
const parts = new Set(values.parts.split(','))
const upstream = await startUpstream()

const [toResponses, toChat] = ['responses', 'chat'].map(api => ['--upstream-api', api])
const key = 'sk-bench'
const targets = []
for (const target of [
  { label: 'node:http pass-through', kind: 'pass', api: 'responses' },
  { label: 'serve: chat to responses', kind: toResponses, api: 'chat' },
  { label: 'serve: responses to chat', kind: toChat, api: 'responses', said: { store: false } },
  { label: 'serve: responses to chat, no key', kind: toChat, api: 'responses' },
  { label: 'serve: responses to chat, stored', kind: toChat, api: 'responses', key },
  { label: 'serve: responses to chat, --store none', kind: [...toChat, '--store', 'none'], api: 'responses', key },
  { label: 'serve: responses as it is', kind: toResponses, api: 'responses' },
  { label: 'web-standard handler: chat to responses', kind: 'web', api: 'chat' },
]) {
  targets.push(await start(target, upstream.url))
}

const textOf = ({ api, said }, size, more) => JSON.stringify({ ...bodies[size][api], ...said, ...more })

/** Microseconds of CPU a call costs the target. */
async function cost(target, body, count) {
  const before = await target.usage()
  let left = count
  const worker = async () => {
    while (left-- > 0) await call(target, body)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return ((await target.usage()).microseconds - before.microseconds) / count
}

const median = list => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)]

async function compare(name, size, stream) {
  const count = stream ? Math.ceil(calls / 8) : calls
  const body = new Map(targets.map(target => [target, textOf(target, size, stream ? { stream } : {})]))
  // A server runs for days: what is measured is how it runs then. V8 optimises what has run often, and the more code a
  // target has, the longer that goes on; fewer calls would measure the compiler, too.
  for (const target of targets) await cost(target, body.get(target), stream ? Math.ceil(warm / 8) : warm)
  const costs = new Map(targets.map(target => [target, []]))
  for (let round = 0; round < rounds; round++) {
    for (const target of round % 2 === 0 ? targets : targets.toReversed()) {
      costs.get(target).push(await cost(target, body.get(target), count))
    }
  }
  const [floor] = targets
  return targets.map(target => {
    const ratios = costs.get(target).map((each, round) => each / costs.get(floor)[round])
    return {
      name,
      target: target.label,
      microseconds: Math.round(median(costs.get(target))),
      ratio: median(ratios),
      low: Math.min(...ratios),
      high: Math.max(...ratios),
    }
  })
}

/** What so many open streams add to the memory of the target, and how many stay open upstream once everybody has left. */
async function holdStreams(target, size, streams) {
  const body = textOf(target, size, { stream: true, user: 'hold' })
  const before = await target.usage('memory')
  const requests = []
  const begun = Array.from(
    { length: streams },
    () =>
      new Promise((resolve, reject) => {
        const request = open(target, body, answer => answer.once('data', resolve), { agent: false })
        request.on('error', reject)
        requests.push(request)
      }),
  )
  await Promise.all(begun)
  const { rss, heapUsed } = await target.usage('memory')
  for (const request of requests) request.destroy()
  await new Promise(resolve => setTimeout(resolve, 1000))
  return {
    target: target.label,
    requests: kilobytes(body),
    streams,
    megabytes: (rss - before.rss) / 1e6,
    live: (heapUsed - before.heapUsed) / 1e6,
    leftOpen: upstream.open.size,
  }
}

const kilobytes = text => `${(text.length / 1000).toFixed(1)} KB`

const costs = []
if (parts.has('plain')) {
  costs.push(...(await compare('plain, small', 'small', false)), ...(await compare('plain, 6 KB', 'large', false)))
}
if (parts.has('stream')) costs.push(...(await compare(`stream of ${eventCount} events`, 'large', true)))
const held = []
if (parts.has('memory')) {
  for (const target of targets) {
    // Once for what a server has of its first thousand ever after: code, and a heap that has grown.
    await holdStreams(target, 'small', streams)
    held.push(await holdStreams(target, 'small', streams))
    held.push(await holdStreams(target, 'long', Math.ceil(streams / 10)))
  }
}
for (const { stop } of targets) stop()

if (values.json) console.log(JSON.stringify({ node: process.version, rounds, calls, costs, held }, null, 2))
else {
  for (const { name, target, microseconds, ratio, low, high } of costs) {
    console.log(
      `${name.padEnd(22)} ${target.padEnd(40)} ${String(microseconds).padStart(6)} µs  ${ratio.toFixed(2)}  (${low.toFixed(2)} to ${high.toFixed(2)})`,
    )
  }
  for (const { target, requests, streams, megabytes, live, leftOpen } of held) {
    console.log(
      `${`${streams} open streams`.padEnd(18)} of ${requests.padStart(8)}  ${target.padEnd(40)} ${megabytes.toFixed(1)} MB, ${live.toFixed(1)} of them live objects; ${leftOpen} open a second after all had left`,
    )
  }
}
process.exit()
