// The call goes to Responses, and its request and its result pass through this package's converters.
import type { ObjectLiteralExpression } from 'ts-morph'
import type { Edit } from '../../engine/edit.ts'
import { isTaken } from '../imports.ts'
import { Node } from '../morph.ts'
import type { Shape } from '../request/value.ts'
import type { CallSite, NeededImport, Plan, RewriteOptions } from '../site.ts'
import { type Converter, converterFor } from './converter.ts'
import { answerOptions, type Refusal, usageUnknown } from './request.ts'
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

/** `toChatCompletion(await client.responses.create(toResponsesRequest({ … })))`, or why not. */
export function converted(site: CallSite, shape: Shape, options: RewriteOptions): Plan | Refusal {
  if (site.part !== undefined) return { reason: 'indirect-call', detail: undefined }
  if (site.method !== 'create' || site.beta) return { reason: 'helper-method', detail: site.method }
  if (site.deployment !== undefined) return { reason: 'azure-deployment', detail: site.deployment.option }
  const route = routeEdit(site)
  const { request } = site
  if (route === undefined || request === undefined) return { reason: 'request-unknown', detail: undefined }
  if (site.streaming !== 'no' && usageUnknown(shape)) return { reason: 'request-unknown', detail: 'stream_options' }
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
