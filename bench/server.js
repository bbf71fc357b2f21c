// `npm run bench:server`: the CPU time of one call through the bridge as a ratio to that through a plain node:http
// pass-through, equal counts taking turns in one run, and what a thousand open streams cost in memory.
// `--rounds 7 --calls 400 --streams 1000 --json`.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { eventCount, startUpstream } from './server/upstream.js'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    calls: { type: 'string', default: '400' },
    streams: { type: 'string', default: '1000' },
  },
})
const [rounds, calls, streams] = [values.rounds, values.calls, values.streams].map(Number)
const upstream = await startUpstream()

const targetPath = fileURLToPath(new URL('./server/target.js', import.meta.url))

async function start(kind) {
  const child = fork(targetPath, [kind, upstream.url], { execArgv: ['--expose-gc'] })
  const [{ port }] = await once(child, 'message')
  return {
    kind,
    port,
    async usage(what = 'time') {
      child.send(what)
      return (await once(child, 'message'))[0]
    },
    stop: () => child.disconnect(),
  }
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
const tool = index => ({
  name: `tool_${index}`,
  description: 'Looks something up. '.repeat(8),
  parameters: {
    type: 'object',
    properties: { query: { type: 'string' }, limit: { type: 'integer' } },
    required: ['query'],
  },
})
const turns = Array.from({ length: 8 }, (_, index) => ({
  role: index % 2 === 0 ? 'user' : 'assistant',
  content: `Turn ${index}. ${'Some words of a conversation. '.repeat(12)}`,
}))
/** The same request in both APIs: about 6 KB of eight turns and four tools. */
const bodies = {
  chat: {
    model: 'm',
    messages: turns,
    tools: [0, 1, 2, 3].map(index => ({ type: 'function', function: tool(index) })),
  },
  responses: {
    model: 'm',
    input: turns,
    tools: [0, 1, 2, 3].map(index => ({ type: 'function', ...tool(index), strict: false })),
  },
}

function call(port, path, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), host: 'localhost' }
    const request = http.request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent }, answer => {
      let size = 0
      answer.on('data', piece => {
        size += piece.length
      })
      answer.on('end', () =>
        answer.statusCode === 200 && size > 500 ? resolve() : reject(new Error(`${answer.statusCode}`)),
      )
      answer.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Microseconds of CPU a call costs the target. */
async function cost({ port, usage }, [path, body], count) {
  const before = await usage()
  let left = count
  const worker = async () => {
    while (left-- > 0) await call(port, path, body)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return ((await usage()).microseconds - before.microseconds) / count
}

const median = list => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)]
const text = (body, stream) => JSON.stringify(stream ? { ...body, stream: true } : body)

async function compare(name, stream, targets) {
  const count = stream ? Math.ceil(calls / 8) : calls
  const asked = ({ kind, api }) => [
    api === 'chat' ? '/v1/chat/completions' : '/v1/responses',
    text(bodies[api], stream),
    kind,
  ]
  // V8 optimises what has run often: fewer calls would measure its compiler.
  for (const target of targets) await cost(target, asked(target), stream ? 375 : 1500)
  const costs = new Map(targets.map(target => [target, []]))
  for (let round = 0; round < rounds; round++) {
    for (const target of round % 2 === 0 ? targets : targets.toReversed()) {
      costs.get(target).push(await cost(target, asked(target), count))
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
async function holdStreams(target) {
  // Short, so that what is measured is the stream and not the request.
  const said = target.api === 'chat' ? { messages: turns.slice(0, 1) } : { input: 'hello' }
  const body = text({ model: 'm', ...said, user: 'hold' }, true)
  const path = target.api === 'chat' ? '/v1/chat/completions' : '/v1/responses'
  const before = await target.usage('memory')
  const requests = []
  await Promise.all(
    Array.from({ length: streams }, () => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        host: 'localhost',
      }
      const request = http.request({
        host: '127.0.0.1',
        port: target.port,
        path,
        method: 'POST',
        headers,
        agent: false,
      })
      requests.push(request)
      request.end(body)
      request.on('error', () => {})
      return new Promise((resolve, reject) => {
        request.on('response', answer => answer.once('data', resolve))
        request.once('error', reject)
      })
    }),
  )
  const opened = upstream.open.size
  const { rss } = await target.usage('memory')
  for (const request of requests) request.destroy()
  await new Promise(resolve => setTimeout(resolve, 1000))
  return { target: target.label, streams: opened, megabytes: (rss - before.rss) / 1e6, leftOpen: upstream.open.size }
}

const targetOf = async (kind, api, label) => ({ ...(await start(kind)), api, label })
const targets = [
  await targetOf('pass', 'responses', 'node:http pass-through'),
  await targetOf('serve', 'chat', 'serve, converting'),
  await targetOf('serve', 'responses', 'serve, passing through'),
  await targetOf('web', 'chat', 'web-standard handler, converting'),
]
const costs = [
  ...(await compare('plain', false, targets)),
  ...(await compare(`stream of ${eventCount} events`, true, targets)),
]
const held = []
for (const target of targets) held.push(await holdStreams(target))
for (const { stop } of targets) stop()

if (values.json) console.log(JSON.stringify({ node: process.version, rounds, calls, costs, held }, null, 2))
else {
  for (const { name, target, microseconds, ratio, low, high } of costs) {
    console.log(
      `${name.padEnd(22)} ${target.padEnd(34)} ${String(microseconds).padStart(6)} µs  ${ratio.toFixed(2)}  (${low.toFixed(2)} to ${high.toFixed(2)})`,
    )
  }
  for (const { target, streams, megabytes, leftOpen } of held) {
    console.log(
      `${streams} open streams     ${target.padEnd(34)} ${megabytes.toFixed(1)} MB, ${leftOpen} open a second after all had left`,
    )
  }
}
process.exit()
