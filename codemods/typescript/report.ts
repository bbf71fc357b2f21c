// From plans, obstacles and exclusions to one finding for every call.
import type { SourceFile } from 'ts-morph'
import type { Edit } from '../engine/edit.ts'
import type { Finding, Strength } from '../engine/finding.ts'
import type { ReasonCode } from '../engine/reasons.ts'
import type { Choice } from './choose.ts'
import type { Excluded } from './find/sites.ts'
import { Node } from './morph.ts'
import type { CallSite, Plan } from './site.ts'
import type { Workspace } from './workspace.ts'

interface Told {
  readonly node: Node
  readonly finding: Finding
}

interface Outcome {
  readonly strength?: Strength
  readonly reason?: ReasonCode
  readonly detail?: string | undefined
  readonly notes?: readonly string[]
}

/** The callee as a person would name it, on one line. */
function nameOf(node: Node): string {
  const callee = Node.isCallExpression(node) ? node.getExpression() : node
  const text = callee.getText().replace(/\s+/g, '')
  return text.length > 80 ? `…${text.slice(-79)}` : text
}

export class Reporter {
  readonly #told: Told[]

  constructor(workspace: Workspace, choice: Choice, plans: readonly Plan[], excluded: readonly Excluded[]) {
    const tell = (node: Node, outcome: Outcome): Told => ({ node, finding: findingFor(workspace, node, outcome) })
    const moved = plans.flatMap(plan => plan.sites.map(site => tell(site.call, movedOutcome(site, plan, choice))))
    const kept = [...choice.obstacles.values()].map(({ site, reason, detail }) =>
      tell(site.call, { reason, detail, notes: notesOn(site, choice) }),
    )
    const takenBack = choice.plans
      .filter(plan => !plans.includes(plan))
      .flatMap(plan => plan.sites.map(site => tell(site.call, { reason: 'parse-failed' })))
    // What asks a double that moves is rewritten with it.
    const left = excluded.filter(({ node }) => !isRewritten(node, plans))
    const others = left.map(({ node, reason, detail }) => tell(node, { reason, detail }))
    this.#told = [...moved, ...kept, ...takenBack, ...others].sort(inFileOrder)
  }

  findings(): Finding[] {
    return this.#told.map(({ finding }) => finding)
  }

  leftAlone(file: SourceFile): Told[] {
    return this.#told.filter(({ node, finding }) => finding.strength === undefined && node.getSourceFile() === file)
  }
}

function isRewritten(node: Node, plans: readonly Plan[]): boolean {
  const inside = (edit: Edit) => edit.start >= node.getStart() && edit.end <= node.getEnd()
  return plans.some(plan => plan.edits.get(node.getSourceFile())?.some(inside))
}

function movedOutcome(site: CallSite, plan: Plan, choice: Choice): Outcome {
  return { strength: plan.strength, notes: [...(plan.notes.get(site) ?? []), ...notesOn(site, choice)] }
}

/** Why it did not get a stronger rewrite. */
function notesOn(site: CallSite, choice: Choice): string[] {
  const obstacle = choice.instead.get(site)
  if (obstacle === undefined) return []
  return [`Not native: ${obstacle.reason}${obstacle.detail === undefined ? '' : ` (${obstacle.detail})`}.`]
}

function findingFor(workspace: Workspace, node: Node, outcome: Outcome): Finding {
  const sourceFile = node.getSourceFile()
  const { line, column } = sourceFile.getLineAndColumnAtPos(node.getStart())
  const { strength, reason, detail, notes = [] } = outcome
  return { file: workspace.pathOf(sourceFile), line, column, call: nameOf(node), strength, reason, detail, notes }
}

function inFileOrder(a: Told, b: Told): number {
  if (a.finding.file !== b.finding.file) return a.finding.file < b.finding.file ? -1 : 1
  return a.node.getStart() - b.node.getStart()
}
