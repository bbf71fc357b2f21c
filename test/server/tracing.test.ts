// Spans, with the real SDK and its exporter in memory: what they are called, what they say, and what they never say.
import { type Attributes, context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CallObserver, CallStart, ServedCall } from '../../src/server/contract.ts'
import { createTracing } from '../../src/server/tracing.ts'
import { servedCall, without } from './served-call.ts'

const start: CallStart = { id: 'req_1', method: 'POST', route: 'chat', traceparent: undefined }
const parent = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }

async function tracing(upstream?: string): Promise<CallObserver> {
  const observer = await createTracing({ upstream })
  if (observer === undefined) throw new Error('@opentelemetry/api is not installed')
  return observer
}

describe('without a registered SDK', () => {
  test('a call is no span, and costs the upstream no header', async () => {
    expect((await tracing()).started(start)).toBeUndefined()
  })

  test("the caller's own trace goes on upstream", async () => {
    const traceparent = `00-${parent.traceId}-${parent.spanId}-01`
    expect((await tracing()).started({ ...start, traceparent })?.upstreamHeaders).toEqual({ traceparent })
  })
})

describe('with a registered SDK', () => {
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  beforeAll(() => void trace.setGlobalTracerProvider(provider))
  beforeEach(() => exporter.reset())
  afterAll(async () => {
    await provider.shutdown()
    for (const global of [trace, context, propagation]) global.disable()
  })

  async function span(call: Partial<ServedCall> = {}, begun: Partial<CallStart> = {}, whole: ServedCall = servedCall) {
    const observation = (await tracing('https://api.example/v1')).started({ ...start, ...begun })
    observation?.end({ ...whole, ...call })
    const [only, ...others] = exporter.getFinishedSpans()
    if (only === undefined || others.length > 0) throw new Error('one call is one span')
    return { only, attributes: only.attributes as Attributes, headers: observation?.upstreamHeaders }
  }

  test('a call is a client span with the names of the conventions for generative AI', async () => {
    const { only, attributes } = await span()
    expect([only.name, only.kind, only.status.code]).toEqual(['chat qwen3', SpanKind.CLIENT, SpanStatusCode.UNSET])
    expect(only.instrumentationScope.name).toBe('responses-bridge')
    expect(attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'qwen3',
      'gen_ai.request.stream': true,
      'gen_ai.response.time_to_first_chunk': 0.312,
      'gen_ai.usage.input_tokens': 12,
      'gen_ai.usage.output_tokens': 34,
      'http.request.method': 'POST',
      'http.response.status_code': 200,
      'server.address': 'api.example',
      'server.port': 443,
      'responses_bridge.route': 'chat',
      'responses_bridge.direction': 'chat to responses',
      'responses_bridge.outcome': 'answered',
      'responses_bridge.retries': 0,
      'responses_bridge.model': 'gpt-5',
      'responses_bridge.losses.no-counterpart': 1,
      'responses_bridge.losses.out-of-range': 1,
    })
  })

  test("is a child of the caller's span, and the upstream gets its name", async () => {
    const { only, headers } = await span({}, { traceparent: `00-${parent.traceId}-${parent.spanId}-01` })
    expect(only.parentSpanContext).toMatchObject({ ...parent, isRemote: true })
    const { traceId, spanId } = only.spanContext()
    expect(traceId).toBe(parent.traceId)
    expect(headers).toEqual({ traceparent: `00-${traceId}-${spanId}-01` })
  })

  test.each([
    'nonsense',
    `00-${'0'.repeat(32)}-${parent.spanId}-01`,
    `00-${parent.traceId}-${'0'.repeat(16)}-01`,
    `ff-${parent.traceId.toUpperCase()}-${parent.spanId}-01`,
    `00-${parent.traceId}-${parent.spanId}-01\r\nx: y`,
    'a'.repeat(100_000),
  ])('begins a trace of its own where the caller names none that is one: %.60s', async traceparent => {
    const { only, headers } = await span({}, { traceparent })
    expect(only.spanContext().traceId).toMatch(/^(?!0+$)[\da-f]{32}$/)
    expect(headers?.traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/)
  })

  test.each([
    [{ outcome: 'failed', status: 429, errorCode: 'rate_limit_exceeded' }, 'rate_limit_exceeded'],
    [{ outcome: 'failed', status: 502 }, '502'],
    [{ outcome: 'aborted', status: 200 }, 'aborted'],
    [{ outcome: 'failed', status: 200 }, 'failed'],
  ] as const)('that went wrong says how: %o', async (call, type) => {
    const { only, attributes } = await span(call)
    expect([only.status.code, attributes['error.type']]).toEqual([SpanStatusCode.ERROR, type])
  })

  test('that never got an answer says so', async () => {
    const { attributes } = await span({ outcome: 'unreachable' }, {}, without('status', 'tokens', 'firstByte'))
    expect(attributes['error.type']).toBe('unreachable')
    expect(Object.keys(attributes).filter(key => /usage|status|first_chunk/.test(key))).toEqual([])
  })

  test('that only passes through is no conversation', async () => {
    const { only, attributes } = await span(
      { route: 'other', method: 'GET', model: undefined },
      { route: 'other', method: 'GET' },
    )
    expect(only.name).toBe('GET')
    expect(Object.keys(attributes).filter(key => key.startsWith('gen_ai.operation'))).toEqual([])
  })

  test('whose caller does not sample is not written, and hands its trace on', async () => {
    const traceparent = `00-${parent.traceId}-${parent.spanId}-00`
    const observation = (await tracing()).started({ ...start, traceparent })
    observation?.end(servedCall)
    expect(exporter.getFinishedSpans()).toEqual([])
    expect(observation?.upstreamHeaders?.traceparent).toMatch(new RegExp(`^00-${parent.traceId}-[\\da-f]{16}-00$`))
  })

  test('has no content, no key and no URL', async () => {
    const { only } = await span({ lossList: [{ path: '/canary', code: 'no-counterpart', effect: 'dropped' }] })
    expect(JSON.stringify([only.name, only.attributes, only.events, only.links])).not.toMatch(/canary|https?:|\/v1/)
  })
})
