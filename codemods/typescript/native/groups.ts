// Which sites move together: those that share a declaration, name each other, or change the same stretch of text.
import type { CallSite } from '../site.ts'
import { moveWhole } from './aliases.ts'
import type { Draft } from './draft.ts'
import { usesOf } from './retyping.ts'

/** The groups all of whose members could be rewritten. */
export function groupsOf(drafts: ReadonlyMap<CallSite, Draft>): Draft[][] {
  const leaders = new Map<Draft, Draft>()
  const leaderOf = (draft: Draft): Draft => {
    const next = leaders.get(draft)
    return next === undefined || next === draft ? draft : leaderOf(next)
  }
  const join = (one: Draft, other: Draft) => leaders.set(leaderOf(one), leaderOf(other))
  const broken = new Set<Draft>()
  const all = [...drafts.values()]
  for (const draft of all) {
    for (const site of draft.companions) {
      const companion = drafts.get(site)
      if (companion) join(draft, companion)
      else broken.add(draft)
    }
  }
  all.forEach((one, index) => {
    for (const other of all.slice(index + 1)) if (shares(one, other)) join(one, other)
  })
  joinByAnswers(all, join, broken)
  const gather = () => {
    const groups = new Map<Draft, Draft[]>()
    for (const draft of all) groups.set(leaderOf(draft), [...(groups.get(leaderOf(draft)) ?? []), draft])
    return [...groups.values()].filter(group => !group.some(draft => broken.has(draft)) && moveWhole(group))
  }
  joinByImports(gather().flat(), join)
  return gather()
}

/** A message that is an answer moves with the site whose answer it is. */
function joinByAnswers(all: readonly Draft[], join: (one: Draft, other: Draft) => void, broken: Set<Draft>): void {
  for (const draft of all) {
    for (const message of draft.awaited) {
      const source = all.find(each => each.answered.has(message))
      if (source === undefined) broken.add(draft)
      else if (source !== draft) join(draft, source)
    }
    // An answer that is kept where nobody sends it is read as chat's message by someone else.
    for (const message of draft.answered) if (!all.some(each => each.awaited.has(message))) broken.add(draft)
  }
}

/** Where together they leave an import without use, they move together, so that it can go. */
function joinByImports(drafts: readonly Draft[], join: (one: Draft, other: Draft) => void): void {
  const retyped = new Map(
    drafts.flatMap(draft => [...draft.retyped, ...draft.helpers.keys()].map(node => [node, draft] as const)),
  )
  const files = new Set([...retyped.keys()].map(node => node.getSourceFile()))
  for (const file of files) {
    for (const specifier of file.getImportDeclarations().flatMap(statement => statement.getNamedImports())) {
      const users = usesOf(specifier).map(use => retyped.get(use) ?? retyped.get(use.getParentOrThrow()))
      const [first, ...others] = users
      if (first === undefined || others.includes(undefined)) continue
      for (const other of others) if (other !== undefined) join(first, other)
    }
  }
}

function shares(one: Draft, other: Draft): boolean {
  for (const declaration of one.shared) if (other.shared.has(declaration)) return true
  for (const [file, changes] of one.changes) {
    const others = other.changes.get(file) ?? []
    for (const a of changes) for (const b of others) if (a.start < b.end && b.start < a.end) return true
  }
  return false
}
