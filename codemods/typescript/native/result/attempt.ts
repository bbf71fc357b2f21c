// Tries one way to rewrite, and leaves no trace of it where it does not work out.
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'

/** Whether it worked; what it wrote is taken back if it did not. */
export function attempted(context: Context, rewrite: () => boolean): boolean {
  const undo = remember(context)
  try {
    if (rewrite()) return true
  } catch (error) {
    if (!(error instanceof LeftAlone)) throw error
  }
  undo()
  return false
}

function remember(context: Context): () => void {
  const { draft } = context
  const { shared, retyped, awaited, answered } = draft
  const { parts, items, reads, seen, followed } = context
  const undo = [
    restoreSet(draft.notes),
    restoreSet(draft.companions),
    restoreSet(draft.aliases),
    restoreSet(draft.annotations),
    restoreSet(draft.queries),
    restoreSet(draft.statements),
    ...[shared, retyped, awaited, answered, parts, items, reads, seen, followed].map(set => restoreSet(set)),
    restoreMap(draft.helpers),
    restoreMap(context.tests),
    restoreMap(context.held),
    restoreMap(draft.changes, changes => [...changes]),
  ]
  return () => {
    for (const each of undo) each()
  }
}

function restoreSet<Item>(set: Set<Item>): () => void {
  const items = [...set]
  return () => {
    set.clear()
    for (const item of items) set.add(item)
  }
}

function restoreMap<Key, Item>(map: Map<Key, Item>, copy = (item: Item) => item): () => void {
  const entries = [...map].map(([key, item]) => [key, copy(item)] as const)
  return () => {
    map.clear()
    for (const [key, item] of entries) map.set(key, item)
  }
}
