// Doubles of the client or the server, in the tests of callers that are rewritten: they move along, or a note names them.
import type { SourceFile } from 'ts-morph'
import { type Edit, EditConflictError } from '../../engine/edit.ts'
import { findChatCalls } from '../find/calls.ts'
import { findRawCalls } from '../find/raw.ts'
import { Node, SyntaxKind } from '../morph.ts'
import { Draft, LeftAlone, render } from '../native/draft.ts'
import { type CallSite, noted, type Plan, type RewriteOptions } from '../site.ts'
import { answersIn, type Reader, rewriteAnswer } from './answers.ts'
import { withCopyOfDouble } from './copies.ts'
import { rewriteExpectations } from './expectations.ts'
import { rewriteAccesses, rewriteClients, rewriteUrls, urlsIn } from './places.ts'

const testFile = /\.(test|spec)\.|[\\/](__tests__|__mocks__|tests?|mocks?)[\\/]/
const fetchDouble = /stubGlobal\(\s*['"]fetch|\bglobal(This)?\.fetch\s*=|spyOn\(\s*global(This)?\s*,\s*['"]fetch/

/** The plans, with the edits of the doubles that belong to them. */
export function withDoubles(plans: readonly Plan[], options: RewriteOptions): readonly Plan[] {
  const moved = plans.filter(({ strength }) => strength !== 'wrapped')
  const [first] = moved.flatMap(plan => plan.sites)
  if (first === undefined) return plans
  const result = [...plans]
  for (const file of first.sourceFile.getProject().getSourceFiles()) {
    if (!testFile.test(file.getFilePath()) || !mentionsDouble(file)) continue
    const reach = reachOf(file)
    const own = plansIn(reach.files, file, moved)
    const change = own.length > 0 ? changeFor(file, reach, own, options) : undefined
    // From further away nobody can tell whose double it is.
    const changed = change === undefined ? plansIn(reach.near, file, moved) : own.slice(0, 1)
    for (const plan of changed) {
      const next = change === undefined ? noted(plan, [toMoveByHand(file)]) : change(plan)
      result[result.indexOf(plan)] = next
      moved[moved.indexOf(plan)] = next
    }
  }
  return result
}

function mentionsDouble(file: SourceFile): boolean {
  const text = file.getFullText()
  return /\bcompletions\b\s*[:=]|\.completions\b/.test(text) || urlsIn(file).length > 0 || isFetchDouble(file)
}

const isFetchDouble = (file: SourceFile): boolean => fetchDouble.test(file.getFullText()) && answersIn(file).length > 0

/** Whether it stands in for the server, and not for the client. */
const isOverWire = (file: SourceFile): boolean => urlsIn(file).length > 0 || isFetchDouble(file)

interface Reach {
  readonly files: ReadonlySet<SourceFile>
  /** What is imported by the file itself, or by what imports it. */
  readonly near: ReadonlySet<SourceFile>
}

/** What a test leads to, through what it imports, or what imports it. */
function reachOf(file: SourceFile): Reach {
  const files = new Set<SourceFile>()
  const visit = (each: SourceFile) => {
    if (files.has(each)) return
    files.add(each)
    each.getReferencedSourceFiles().forEach(visit)
  }
  const roots = [file, ...file.getReferencingSourceFiles()]
  roots.forEach(visit)
  return { files, near: new Set(roots.flatMap(each => each.getReferencedSourceFiles())) }
}

const plansIn = (files: ReadonlySet<SourceFile>, file: SourceFile, plans: readonly Plan[]): Plan[] =>
  plans.filter(plan => plan.sites.some(({ sourceFile }) => sourceFile !== file && files.has(sourceFile)))

const toMoveByHand = (file: SourceFile): string => `${file.getBaseName()} answers in the form of chat: move it by hand.`

/** Adds the edits of a test to a plan; `undefined` where something of it is not written out. */
function changeFor(
  file: SourceFile,
  reach: Reach,
  plans: readonly Plan[],
  options: RewriteOptions,
): ((plan: Plan) => Plan) | undefined {
  if (plans.every(({ throughClient }) => throughClient) && !isOverWire(file)) return withCopyOfDouble(file)
  const edits = editsFor(file, reach, plans, options)
  return edits && (plan => ({ ...plan, edits: new Map([...plan.edits, [file, edits]]) }))
}

function editsFor(
  file: SourceFile,
  { files }: Reach,
  plans: readonly Plan[],
  options: RewriteOptions,
): readonly Edit[] | undefined {
  const sites = plans.flatMap(plan => plan.sites)
  const [site] = sites
  if (site === undefined || plans.some(plan => plan.edits.has(file))) return undefined
  const draft = new Draft(site)
  try {
    requireAllMoved(files, sites)
    rewriteDouble(draft, file, plans, options)
    return render(file, draft.changes.get(file) ?? [])
  } catch (error) {
    if (error instanceof LeftAlone || error instanceof EditConflictError) return undefined
    throw error
  }
}

/** What the files around it call besides would go on asking the double for chat. */
function requireAllMoved(files: ReadonlySet<SourceFile>, sites: readonly CallSite[]): undefined {
  const calls = new Set<Node>(sites.map(site => site.call))
  for (const each of files) {
    const all = [...findChatCalls(each).calls, ...findRawCalls(each).filter(raw => raw.exchange !== undefined)]
    if (all.some(({ call }) => !calls.has(call))) throw new LeftAlone('test-double', 'other callers')
  }
}

function rewriteDouble(draft: Draft, file: SourceFile, plans: readonly Plan[], options: RewriteOptions): undefined {
  const sites = plans.flatMap(plan => plan.sites)
  const bridged = plans.some(plan => plan.strength === 'bridged')
  const overWire = isOverWire(file)
  if (bridged && plans.some(({ strength }) => strength === 'native')) throw new LeftAlone('test-double', 'two kinds')
  if (!overWire && plans.some(({ throughClient }) => throughClient)) throw new LeftAlone('test-double', 'the client')
  // What this package's fetch is given has to be a real answer, with headers and a body.
  if (bridged && isFetchDouble(file)) throw new LeftAlone('test-double', 'fetch')
  const reader: Reader = overWire ? 'wire' : bridged ? 'converter' : plans.some(readsItems) ? 'items' : 'text'
  for (const answer of answersIn(file)) rewriteAnswer(draft, answer, reader)
  const places = rewriteUrls(draft, file) + rewriteAccesses(draft, file) + rewriteClients(draft, file)
  if (overWire && places > urlsIn(file).length) throw new LeftAlone('test-double', 'two kinds')
  if (bridged && expectsRequests(file)) throw new LeftAlone('test-double', 'the request it expects')
  if (!bridged) rewriteExpectations(draft, file, sites, options)
  requireNothingLeft(draft, file, bridged)
}

const expectsRequests = (file: SourceFile): boolean =>
  /CalledWith\(\s*(expect\.objectContaining\(\s*)?\{[^}]*\b(messages|max_tokens|max_completion_tokens|model)\b/.test(
    file.getFullText(),
  )

/** Whether a rewritten caller looks at more than the text of its result. */
const readsItems = ({ edits }: Plan): boolean =>
  [...edits.values()].flat().some(({ text }) => /\boutput\b(?!_)(?!: \[)/.test(text))

const chatWords = /^(choices|delta|tool_calls|function_call|finish_reason|prompt_tokens|completion_tokens)$/

/** A word of chat that is still there belongs to something nobody rewrote. */
function requireNothingLeft(draft: Draft, file: SourceFile, bridged: boolean): undefined {
  // A caller that is bridged still takes chat's messages.
  const types = bridged ? /^ChatCompletion(Chunk)?$/ : /^ChatCompletion/
  const changes = draft.changes.get(file) ?? []
  for (const name of file.getDescendantsOfKind(SyntaxKind.Identifier)) {
    const text = name.getText()
    const parent = name.getParent()
    const read = text === 'messages' && Node.isPropertyAccessExpression(parent) && parent.getNameNode() === name
    const typed = types.test(text) && !Node.isImportSpecifier(parent)
    if (!read && !typed && !chatWords.test(text) && !isExpected(name)) continue
    const gone = changes.some(change => change.start <= name.getStart() && change.end >= name.getEnd())
    if (!gone) throw new LeftAlone('test-double', text)
  }
}

const requestWords = /^(messages|max_tokens|max_completion_tokens|response_format|tool_choice|functions)$/
const compares = /calledWith|calledOnceWith|toMatchObject|toEqual|toStrictEqual|deepEqual|deepStrictEqual/i

/** A parameter of chat that something is compared with. */
function isExpected(name: Node): boolean {
  const property = name.getParent()
  if (!requestWords.test(name.getText()) || !Node.isPropertyAssignment(property)) return false
  return property
    .getAncestors()
    .some(each => Node.isCallExpression(each) && compares.test(each.getExpression().getText()))
}
