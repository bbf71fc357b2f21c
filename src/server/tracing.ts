// A span for each call, with OpenTelemetry's conventions for generative AI, where a program has registered an SDK. Names,
// numbers and codes only: the conventions' content attributes stay empty.
import type { Attributes, SpanContext, Tracer } from '@opentelemetry/api'
import type { CallObservation, CallObserver, CallStart, ServedCall } from './contract.ts'

type Api = typeof import('@opentelemetry/api')

export interface TracingOptions {
  /** The upstream's base URL; of it, spans name host and port. */
  readonly upstream?: string | undefined
}

/** Undefined where `@opentelemetry/api` is not installed. Without a registered SDK its spans are nothing, and cost that. */
export async function createTracing(options: TracingOptions = {}): Promise<CallObserver | undefined> {
  const api = await openTelemetry()
  if (api === undefined) return undefined
  const tracer = api.trace.getTracer('responses-bridge')
  const server = serverAttributes(options.upstream)
  return {
    started: start =>
      start.traceparent === undefined && !isRegistered(api) ? undefined : observe(start, api, tracer, server),
  }
}

/** Looked at for each call: an SDK may be registered late. A span of none costs, though nobody ever sees it. */
function isRegistered({ trace, ProxyTracerProvider }: Api): boolean {
  const provider = trace.getTracerProvider()
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer('responses-bridge') !== undefined
}

async function openTelemetry(): Promise<Api | undefined> {
  try {
    return await import('@opentelemetry/api')
  } catch {
    return undefined
  }
}

function serverAttributes(upstream: string | undefined): Attributes {
  if (upstream === undefined || !URL.canParse(upstream)) return {}
  const { hostname, port, protocol } = new URL(upstream)
  return { 'server.address': hostname, 'server.port': Number(port) || (protocol === 'https:' ? 443 : 80) }
}

function observe(start: CallStart, api: Api, tracer: Tracer, server: Attributes): CallObservation | undefined {
  const remote = spanContextOf(start.traceparent)
  const parent = remote === undefined ? api.ROOT_CONTEXT : api.trace.setSpanContext(api.ROOT_CONTEXT, remote)
  const attributes = {
    ...server,
    'http.request.method': start.method,
    'responses_bridge.route': start.route,
    ...(start.route !== 'other' && { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai' }),
  }
  const span = tracer.startSpan(start.method, { kind: api.SpanKind.CLIENT, attributes }, parent)
  const context = span.spanContext()
  if (!api.isSpanContextValid(context)) return undefined
  return {
    upstreamHeaders: { traceparent: traceparentOf(context) },
    end(call) {
      if (call.route !== 'other') span.updateName(`chat ${call.mappedModel ?? call.model ?? ''}`.trim())
      span.setAttributes(attributesOf(call))
      if (call.outcome !== 'answered') {
        span.setAttribute('error.type', errorType(call))
        span.setStatus({ code: api.SpanStatusCode.ERROR })
      }
      span.end()
    },
  }
}

/** Few values, as the conventions ask: a code, a status that is one, or how it ended. */
function errorType({ errorCode, status = 0, outcome }: ServedCall): string {
  return errorCode ?? (status >= 400 ? String(status) : outcome)
}

/** https://github.com/open-telemetry/semantic-conventions-genai; what it has no name for is under our own. */
function attributesOf(call: ServedCall): Attributes {
  const { model, mappedModel, status, tokens, firstByte, stream, losses } = call
  const asked = mappedModel ?? model
  const lost = Object.entries(losses).map(([code, count]) => [`responses_bridge.losses.${code}`, count] as const)
  return {
    ...(asked !== undefined && { 'gen_ai.request.model': asked }),
    ...(mappedModel !== undefined && model !== undefined && { 'responses_bridge.model': model }),
    ...(status !== undefined && { 'http.response.status_code': status }),
    ...(tokens && { 'gen_ai.usage.input_tokens': tokens.input, 'gen_ai.usage.output_tokens': tokens.output }),
    ...(stream && firstByte !== undefined && { 'gen_ai.response.time_to_first_chunk': firstByte / 1000 }),
    'gen_ai.request.stream': stream,
    'responses_bridge.direction': call.direction,
    'responses_bridge.outcome': call.outcome,
    'responses_bridge.retries': call.retries,
    ...Object.fromEntries(lost),
  }
}

const traceparent = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-|$)/

/** W3C trace context, read and written here: the API by itself propagates nothing. */
function spanContextOf(header: string | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = traceparent.exec(header ?? '') ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
}

function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}
