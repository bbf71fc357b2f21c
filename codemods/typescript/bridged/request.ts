// What a bridged call's request tells before the program runs: what it would lose, and what its result's converter needs.
import { judgedLosses } from '../request/losses.ts'
import { evaluate, isShape, type Shape, unknownValue } from '../request/value.ts'
import type { CallSite, Obstacle, RewriteOptions } from '../site.ts'

export type Refusal = Omit<Obstacle, 'site'>

const streaming = ['/stream_options', '/stream_options/include_usage']

export interface KnownRequest {
  readonly shape: Shape
  /** What of it gets lost, and may. */
  readonly notes: readonly string[]
}

/** A request of which every key is known and none is lost that must not be. */
export function knownRequest(site: CallSite, { acceptLoss }: RewriteOptions): KnownRequest | Refusal {
  const { request } = site
  const evaluated = request && evaluate(request)
  if (!isShape(evaluated)) return { reason: 'request-unknown', detail: request?.getText().slice(0, 60) }
  const shape = site.method === 'runTools' ? withoutFunctions(evaluated) : evaluated
  if (shape.open !== undefined) return { reason: 'request-unknown', detail: shape.open.slice(0, 60) }
  const { loss, notes } = judgedLosses(shape, streaming, acceptLoss)
  return loss === undefined ? { shape, notes } : { reason: 'parameter-lost', detail: loss.path.slice(1) }
}

/** The tools of a runner without what it calls itself: `function` and `parse` never leave the program. */
function withoutFunctions(shape: Shape): Shape {
  const tools = shape.known.get('tools')
  if (!Array.isArray(tools)) return shape
  const sent = tools.map(tool => (isShape(tool) ? { ...tool, known: mapped(tool.known) } : tool))
  return { ...shape, known: new Map([...shape.known, ['tools', sent]]) }
}

function mapped(tool: ReadonlyMap<string, unknown>): Map<string, unknown> {
  const inner = tool.get('function')
  if (!isShape(inner)) return new Map(tool)
  const sent = [...inner.known].filter(([key]) => key !== 'function' && key !== 'parse')
  return new Map([...tool, ['function', { ...inner, known: new Map(sent) }]])
}

/** What the result's converter has to know of the request: chunks without usage, calls in the legacy form. */
export function answerOptions(site: CallSite, shape: Shape): string | undefined {
  const said: string[] = []
  const streamOptions = shape.known.get('stream_options')
  const usage = isShape(streamOptions) && streamOptions.known.get('include_usage') === true
  if (site.streaming !== 'no' && !usage) said.push('stream: true')
  if (shape.known.has('functions') && !shape.known.has('tools')) said.push('functions: []')
  return said.length > 0 ? `{ request: { ${said.join(', ')} } }` : undefined
}

/** Whether only the running program knows if a stream is to say its usage. */
export function usageUnknown(shape: Shape): boolean {
  if (!shape.known.has('stream_options')) return false
  const streamOptions = shape.known.get('stream_options')
  if (streamOptions === unknownValue) return true
  return (
    isShape(streamOptions) &&
    (streamOptions.open !== undefined || streamOptions.known.get('include_usage') === unknownValue)
  )
}
