// What Prometheus asks for. Every label has few values, whatever callers send: names of models are counted only once an
// upstream has answered to them, and only so many of them.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CallObservation, CallObserver, CallStart, MetricsPage, ServedCall } from './contract.ts'
import { Gathered } from './gathered.ts'
import { type Sum, Tally } from './tally.ts'

export interface MetricsOptions {
  /** How many names of models are told apart; the rest is `other`. Default: 50. */
  readonly models?: number | undefined
  /** Memory, CPU and event loop of the process beside it. Default: `true`. */
  readonly ofProcess?: boolean | undefined
}

export interface Metrics {
  readonly observer: CallObserver
  /** Adds to what the store has forgotten: objects that had expired, or were surplus. */
  forgotten(objects: number): void
  page(): Promise<MetricsPage>
}

const prefix = 'responses_bridge_'
// An answer takes from milliseconds (a refusal) to minutes (a reasoning model).
const seconds = [0.005, 0.02, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]

/** How many calls that have ended are counted at once: nobody sees it, for a page of figures waits for no others. */
const together = 64

export function createMetrics({ models = 50, ofProcess = true }: MetricsOptions = {}): Metrics {
  const register = new Registry()
  const meters = createMeters(register)
  const nameOf = boundedNames(models)
  const ended = new Gathered<ServedCall>(together, calls => {
    for (const call of calls) count(call, meters, nameOf(call))
  })
  const doors = { chat: doorOf('chat', meters), responses: doorOf('responses', meters), other: doorOf('other', meters) }
  meters.forgotten.add(0)
  if (ofProcess) collectDefaultMetrics({ register, prefix })
  return {
    observer: { started: ({ route }) => new Observation(doors[route], ended) },
    forgotten: objects => meters.forgotten.add(objects),
    async page() {
      ended.flush()
      return { contentType: register.contentType, body: await register.metrics() }
    },
  }
}

type Meters = ReturnType<typeof createMeters>

function createMeters(register: Registry) {
  const registers = [register]
  const named = (name: string, help: string) => ({ name: prefix + name, help, registers })
  const call = ['route', 'model', 'stream'] as const
  const tallied = (kind: typeof Counter | typeof Gauge, name: string, help: string, labelNames: readonly string[]) => {
    const tally = new Tally(labelNames)
    new kind({ ...named(name, help), labelNames: [...labelNames], collect: tally.collector() })
    return tally
  }
  return {
    requests: tallied(Counter, 'requests_total', 'Calls that have ended, by how.', [...request]),
    duration: new Histogram({
      ...named('request_duration_seconds', 'From a call to the end of its answer.'),
      labelNames: call,
      buckets: seconds,
    }),
    firstByte: new Histogram({
      ...named('time_to_first_byte_seconds', 'From a call to the first byte of its answer.'),
      labelNames: call,
      buckets: seconds,
    }),
    tokens: tallied(Counter, 'tokens_total', 'Tokens, as the upstream has reported them.', ['route', 'model', 'type']),
    losses: tallied(Counter, 'losses_total', 'What could not be carried over, by its code.', ['route', 'code']),
    retries: tallied(Counter, 'retries_total', 'Upstream calls that were made again.', ['route']),
    forgotten: tallied(Counter, 'store_forgotten_total', 'Stored objects that had expired, or were surplus.', []),
    open: tallied(Gauge, 'open_requests', 'Calls that have not ended.', ['route']),
    streams: tallied(Gauge, 'open_streams', 'Answers that are streaming.', ['route']),
  }
}

const request = ['route', 'direction', 'model', 'stream', 'status', 'outcome'] as const

/** What is open of one route. */
interface Door {
  readonly open: Sum
  readonly streams: Sum
}

function doorOf(route: CallStart['route'], { open, streams, retries }: Meters): Door {
  retries.add(0, route)
  return { open: open.of(route), streams: streams.of(route) }
}

class Observation implements CallObservation {
  readonly #door: Door
  readonly #ended: Gathered<ServedCall>
  #streams = false

  constructor(door: Door, ended: Gathered<ServedCall>) {
    this.#door = door
    this.#ended = ended
    door.open.sum++
  }

  streaming(): void {
    if (!this.#streams) this.#door.streams.sum++
    this.#streams = true
  }

  end(call: ServedCall): void {
    this.#door.open.sum--
    if (this.#streams) this.#door.streams.sum--
    this.#ended.add(call)
  }
}

function count(call: ServedCall, meters: Meters, model: string): void {
  const { route, direction, outcome, tokens, losses, firstByte, retries } = call
  const stream = call.stream ? 'true' : 'false'
  meters.requests.add(1, route, direction, model, stream, String(call.status ?? 'none'), outcome)
  const labels = { route, model, stream }
  meters.duration.observe(labels, call.duration / 1000)
  if (firstByte !== undefined) meters.firstByte.observe(labels, firstByte / 1000)
  if (tokens !== undefined) {
    meters.tokens.add(tokens.input, route, model, 'input')
    meters.tokens.add(tokens.output, route, model, 'output')
  }
  for (const code in losses) meters.losses.add(losses[code as keyof typeof losses] ?? 0, route, code)
  if (retries > 0) meters.retries.add(retries, route)
}

type NameOf = (call: ServedCall) => string

const longestName = 100

/** Only a name that an upstream has answered to is worth a label: anybody can send any other. */
function boundedNames(most: number): NameOf {
  const known = new Set<string>()
  return ({ model, mappedModel, outcome }) => {
    const name = mappedModel ?? model
    if (name === undefined) return 'none'
    if (outcome === 'answered' && known.size < most && name.length <= longestName) known.add(name)
    return known.has(name) ? name : 'other'
  }
}
