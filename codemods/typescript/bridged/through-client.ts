// The call goes through a copy of its client that speaks Responses: for what belongs to the SDK and no converter can give,
// its helpers, its raw responses, and Azure's deployments. Whatever the SDK makes of the answer is made as before.
import type { Edit } from '../../engine/edit.ts'
import { classOf, lineageOf } from '../find/classes.ts'
import { isTaken } from '../imports.ts'
import { Node } from '../morph.ts'
import type { CallSite, Plan, RewriteOptions } from '../site.ts'
import type { Refusal } from './request.ts'

const wrap = { module: 'responses-bridge/openai', name: 'wrap' }

/** Why a conversion was refused, where it is the SDK's own part that stands in the way. */
const ownPart: ReadonlySet<Refusal['reason']> = new Set([
  'helper-method',
  'raw-response',
  'stream-members',
  'stream-unknown',
  'azure-deployment',
  'name-taken',
  'indirect-call',
])

const isOwnPart = ({ reason, detail }: Refusal): boolean =>
  ownPart.has(reason) || (reason === 'request-unknown' && detail === 'stream_options')

/** `wrap(client).chat.completions.parse({ … })`, or the refusal where even that is not the same. */
export function throughClient(site: CallSite, refusal: Refusal, options: RewriteOptions): Plan | Refusal {
  if (!isOwnPart(refusal)) return refusal
  if (readsFingerprint(site)) return { reason: 'result-lost', detail: 'system_fingerprint' }
  const own = classWithParameters(site)
  const file = site.client.getSourceFile()
  if (own !== undefined) return { reason: refusal.reason, detail: own }
  if (mayBeMissing(site)) return { reason: refusal.reason, detail: '?.' }
  if (isTaken(file, wrap.name, wrap.module)) return { reason: 'name-taken', detail: wrap.name }
  return {
    strength: 'bridged',
    sites: [site],
    edits: new Map([[file, clientEdits(site, options)]]),
    notes: new Map([[site, [note]]]),
    imports: new Map([[file, [wrap]]]),
    throughClient: true,
  }
}

const note = 'Through wrap(client): the call stays, and a copy of its client sends it to Responses.'

function clientEdits({ client }: CallSite, { store }: RewriteOptions): Edit[] {
  const [start, end] = [client.getStart(), client.getEnd()]
  const said = store ? ', { store: true }' : ''
  if (Node.isParenthesizedExpression(client))
    return [
      { start, end: start, text: 'wrap' },
      { start: end - 1, end: end - 1, text: said },
    ].filter(({ text }) => text !== '')
  return [
    { start, end: start, text: 'wrap(' },
    { start: end, end, text: `${said})` },
  ]
}

/** `client?.chat`: of a client that is not there no copy can be made. */
function mayBeMissing({ client }: CallSite): boolean {
  const parent = client.getParent()
  return Node.isPropertyAccessExpression(parent) && parent.hasQuestionDotToken()
}

/** Responses has none. Of a helper nobody can tell where its completion is read, so the name alone counts. */
const readsFingerprint = ({ sourceFile }: CallSite): boolean => /\bsystem_fingerprint\b/.test(sourceFile.getFullText())

/** A copy is made of the SDK's options: a constructor that takes something else cannot make one. */
function classWithParameters({ constructions = [] }: CallSite): string | undefined {
  for (const construction of constructions) {
    const of = classOf(construction.getExpression())
    if (of?.kind !== 'local') continue
    const own = lineageOf(of.declaration).classes.find(each =>
      each.getConstructors().some(made => made.getParameters().length > 0),
    )
    if (own !== undefined) return own.getName() ?? 'a class of its own'
  }
  return undefined
}
