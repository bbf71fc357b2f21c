// Bridged: the call goes to Responses, its request and its result pass through this package's converters, and nothing
// downstream changes.
import type { ObjectLiteralExpression } from 'ts-morph'
import type { Edit } from '../../engine/edit.ts'
import { bridgedHttp } from '../http/bridged.ts'
import { isTaken } from '../imports.ts'
import { Node } from '../morph.ts'
import { requireNoDouble } from '../native/doubles.ts'
import { LeftAlone } from '../native/draft.ts'
import { lossesOf } from '../request/losses.ts'
import { evaluate, isShape, type Shape, unknownValue } from '../request/value.ts'
import type { CallSite, NeededImport, Obstacle, Plan, RewriteOptions, Rewriter } from '../site.ts'
import { type Converter, converterFor } from './converter.ts'
import { type Consumption, consumptionOf } from './result.ts'

const packageName = 'responses-bridge'

/** The names between the client and the method, which `responses` takes the place of. */
function routeEdit(site: CallSite): Edit | undefined {
  const method = site.call.getExpression()
  if (!Node.isPropertyAccessExpression(method)) return undefined
  const completions = method.getExpression()
  if (!Node.isPropertyAccessExpression(completions)) return undefined
  const chat = completions.getExpression()
  if (!Node.isPropertyAccessExpression(chat)) return undefined
  return { start: chat.getNameNode().getStart(), end: completions.getNameNode().getEnd(), text: 'responses' }
}

const insertion = (at: number, text: string): Edit => ({ start: at, end: at, text })

/** `--store true`: written out, because the converter would say false. */
function storeEdits(request: Node, shape: Shape): Edit[] {
  if (shape.known.has('store')) return []
  if (Node.isObjectLiteralExpression(request))
    return [insertion(endOfMembers(request), request.getProperties().length > 0 ? ', store: true' : ' store: true ')]
  return [insertion(request.getStart(), '{ ...'), insertion(request.getEnd(), ', store: true }')]
}

const endOfMembers = (literal: ObjectLiteralExpression): number =>
  literal.getProperties().at(-1)?.getEnd() ?? literal.getStart() + 1

/** What the result's converter has to know of the request: chunks without usage, calls in the legacy form. */
function answerOptions(site: CallSite, shape: Shape): string | undefined {
  const said: string[] = []
  const streamOptions = shape.known.get('stream_options')
  const usage = isShape(streamOptions) && streamOptions.known.get('include_usage') === true
  if (site.streaming !== 'no' && !usage) said.push('stream: true')
  if (shape.known.has('functions') && !shape.known.has('tools')) said.push('functions: []')
  return said.length > 0 ? `{ request: { ${said.join(', ')} } }` : undefined
}

function usageUnknown(shape: Shape): boolean {
  if (!shape.known.has('stream_options')) return false
  const streamOptions = shape.known.get('stream_options')
  if (streamOptions === unknownValue) return true
  return (
    isShape(streamOptions) &&
    (streamOptions.open !== undefined || streamOptions.known.get('include_usage') === unknownValue)
  )
}

type Refusal = Omit<Obstacle, 'site'>

/** Why the request cannot be handed to the converter without losing something. */
function requestRefusal(site: CallSite, shape: unknown): Refusal | undefined {
  if (!isShape(shape)) return { reason: 'request-unknown', detail: site.request?.getText().slice(0, 60) }
  if (shape.open !== undefined) return { reason: 'request-unknown', detail: shape.open.slice(0, 60) }
  const [loss] = lossesOf(shape, ['/stream_options', '/stream_options/include_usage'])
  if (loss !== undefined) return { reason: 'parameter-lost', detail: loss.path.slice(1) }
  if (site.streaming !== 'no' && usageUnknown(shape)) return { reason: 'request-unknown', detail: 'stream_options' }
  return undefined
}

/** A test that answers in the shape of chat does so whichever way the call is rewritten. */
function doubleAround(site: CallSite): Refusal | undefined {
  try {
    requireNoDouble(site)
    return undefined
  } catch (error) {
    if (error instanceof LeftAlone) return { reason: error.reason, detail: error.detail }
    throw error
  }
}

function resultEdits(
  consumption: Exclude<Consumption, { kind: 'refused' }>,
  { name, stream }: Converter,
  options: string | undefined,
): Edit[] {
  const first = stream === undefined ? '' : 'Stream, '
  const rest = options === undefined ? '' : `, ${options}`
  if (consumption.kind === 'awaited') {
    return [insertion(consumption.start, `${name}(${first}`), insertion(consumption.end, `${rest})`)]
  }
  return [insertion(consumption.end, `.then(response => ${name}(${first}response${rest}))`)]
}

function planFor(site: CallSite, options: RewriteOptions): Plan | Refusal {
  if (site.method === 'http') return bridgedHttp(site)
  if (site.method !== 'create' || site.beta) return { reason: 'helper-method', detail: site.method }
  const double = doubleAround(site)
  if (double !== undefined) return double
  const route = routeEdit(site)
  const { request } = site
  if (route === undefined || request === undefined || Node.isSpreadElement(request))
    return { reason: 'request-unknown', detail: undefined }
  const shape = evaluate(request)
  const refused = requestRefusal(site, shape)
  if (refused !== undefined) return refused
  if (!isShape(shape)) return { reason: 'request-unknown', detail: undefined }
  const consumption = consumptionOf(site)
  if (consumption.kind === 'refused') return { reason: consumption.reason, detail: consumption.detail }
  const converter = converterFor(site, consumption.iterated)
  if ('reason' in converter) return converter

  const imports: NeededImport[] = [converter.name, 'toResponsesRequest'].map(name => ({ module: packageName, name }))
  if (converter.stream !== undefined) imports.push({ module: converter.stream, name: 'Stream' })
  const taken = imports.find(({ name, module }) => isTaken(site.sourceFile, name, module))
  if (taken !== undefined) return { reason: 'name-taken', detail: taken.name }
  const edits: Edit[] = [
    route,
    insertion(request.getStart(), 'toResponsesRequest('),
    ...(options.store ? storeEdits(request, shape) : []),
    insertion(request.getEnd(), ')'),
    ...resultEdits(consumption, converter, answerOptions(site, shape)),
  ]
  return {
    strength: 'bridged',
    sites: [site],
    edits: new Map([[site.sourceFile, edits]]),
    notes: new Map(),
    imports: new Map([[site.sourceFile, imports]]),
  }
}

export const bridged: Rewriter = (sites, options) => {
  const plans: Plan[] = []
  const obstacles: Obstacle[] = []
  for (const site of sites) {
    const result = planFor(site, options)
    if ('strength' in result) plans.push(result)
    else obstacles.push({ site, ...result })
  }
  return { plans, obstacles }
}
