// Log, metrics and traces of real calls through a server: every call is one record, one count and one span, however it
// ends, and the span goes on upstream.
import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { modelAliases } from '../../src/server/aliases.ts'
import { createLog } from '../../src/server/log.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import { createTracing } from '../../src/server/tracing.ts'
import { chatHello, chatPath, closeAll, json, post, serve, streamed, transports, until } from './serving.ts'

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
beforeAll(() => void trace.setGlobalTracerProvider(provider))
afterEach(async () => {
  exporter.reset()
  await closeAll()
})
afterAll(async () => {
  await provider.shutdown()
  trace.disable()
})

async function observed(transport: (typeof transports)[number], options: Parameters<typeof serve>[2] = {}) {
  const records: string[] = []
  const log = createLog({ format: 'json', destination: { write: record => void records.push(record) } })
  const metrics = createMetrics({ ofProcess: false })
  const tracing = await createTracing()
  const observers = [log.observer, metrics.observer, ...(tracing ? [tracing] : [])]
  const aliases = modelAliases({ 'gpt-*': 'mock-*' })
  const serving = await serve(transport, 'responses', { observers, metrics: metrics.page, aliases, ...options })
  const values = async (name: string) =>
    (await metrics.page()).body
      .split('\n')
      .filter(line => line.startsWith(`responses_bridge_${name}{`))
      .map(line => line.slice(`responses_bridge_${name}`.length))
  const lines = () => records.map(record => JSON.parse(record)).filter(({ msg }) => msg === 'call')
  return { ...serving, lines, values }
}

const model = 'gpt-4.1-mini'
const mapped = 'mock-4.1-mini'

describe.each(transports)('over the %s transport', transport => {
  test('an answer, a stream, a refusal and a failure are each told once, with the mapped model', async () => {
    const error = { status: 404, code: 'model_not_found', message: 'No such model.' }
    const script = [{ text: 'One' }, { text: 'Two' }, { error }]
    const { url, lines, values, mock } = await observed(transport, { mock: { script } })
    await post(url + chatPath, { ...chatHello, seed: 7 })
    await streamed(url + chatPath, chatHello)
    expect((await post(url + chatPath, { ...chatHello, messages: 'x' })).status).toBe(400)
    expect((await post(url + chatPath, chatHello)).status).toBe(404)
    await until(() => lines().length === 4)
    expect(lines()).toMatchObject([
      { level: 30, outcome: 'answered', status: 200, stream: false, model, mappedModel: mapped },
      { level: 30, outcome: 'answered', status: 200, stream: true, model, mappedModel: mapped },
      { level: 40, outcome: 'refused', status: 400, model, mappedModel: mapped },
      { level: 40, outcome: 'failed', status: 404, model, mappedModel: mapped, errorCode: 'model_not_found' },
    ])
    expect(lines()[0].lossList).toEqual([{ path: '/seed', code: 'no-counterpart', effect: 'dropped' }])
    const counted = await values('requests_total')
    expect(counted.filter(line => line.endsWith(' 1'))).toHaveLength(4)
    expect(counted.filter(line => line.includes(`model="${mapped}"`))).toHaveLength(4)
    expect(await values('open_requests')).toContain('{route="chat"} 0')
    const spans = exporter.getFinishedSpans()
    expect(spans.map(({ name }) => name)).toEqual(Array(4).fill(`chat ${mapped}`))
    const sent = mock.requests.map(({ headers }) => headers.traceparent)
    const [first, second, , fourth] = spans.map(
      span => `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`,
    )
    expect(sent).toEqual([first, second, fourth])
  })

  test('a stream is open from its first byte until its caller has left', async () => {
    const { url, values, lines, mock } = await observed(transport, {
      mock: { pace: 20, script: [{ text: 'word '.repeat(500) }] },
    })
    const leaving = new AbortController()
    const body = JSON.stringify({ ...chatHello, stream: true })
    const answer = await fetch(url + chatPath, { method: 'POST', headers: json, body, signal: leaving.signal })
    await answer.body?.getReader().read()
    expect(await values('open_streams')).toContain('{route="chat"} 1')
    expect(await values('open_requests')).toContain('{route="chat"} 1')
    leaving.abort()
    await until(() => lines().length === 1 && mock.aborted === 1)
    expect(lines()).toMatchObject([{ outcome: 'aborted', stream: true }])
    expect(await values('open_streams')).toContain('{route="chat"} 0')
    expect(await values('open_requests')).toContain('{route="chat"} 0')
    expect(exporter.getFinishedSpans()[0]?.attributes['error.type']).toBe('aborted')
  })

  test('calls that are made again are counted', async () => {
    const error = { status: 503, message: 'Later.', headers: { 'retry-after-ms': '1' } }
    const { url, lines, values } = await observed(transport, {
      retry: { attempts: 3 },
      mock: { script: [{ error }, { error }, { text: 'At last' }] },
    })
    expect((await post(url + chatPath, chatHello)).status).toBe(200)
    await until(() => lines().length === 1)
    expect(lines()).toMatchObject([{ outcome: 'answered', retries: 2 }])
    expect(await values('retries_total')).toContain('{route="chat"} 2')
  })

  test('/metrics answers with all of it', async () => {
    const { url } = await observed(transport)
    await post(url + chatPath, chatHello)
    const page = await fetch(`${url}/metrics`)
    expect(page.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await page.text()).toMatch(/^responses_bridge_requests_total\{.*\} 1$/m)
  })
})
