// What the bridged forms of a request without the SDK have in common: how they are refused, and what makes one a plan.
import type { Edit } from '../../engine/edit.ts'
import type { CallSite, NeededImport, Obstacle, Plan } from '../site.ts'

export type Refusal = Omit<Obstacle, 'site'>

export const refused = (reason: Refusal['reason'], detail?: string): Refusal => ({ reason, detail })

/** Whether an import could stand in the file: a script that a page loads as it is has no packages. */
export function isModule({ sourceFile }: CallSite): boolean {
  const isSaid = /\.([mc][jt]s|tsx?|jsx|vue|svelte)$/.test(sourceFile.getFilePath())
  return isSaid || /^\s*(import|export)\b|\brequire\(|\b(module\.)?exports\b|^await\b/m.test(sourceFile.getFullText())
}

export function planOf(
  site: CallSite,
  edits: readonly Edit[],
  imports: readonly NeededImport[],
  notes: readonly string[],
): Plan {
  return {
    strength: 'bridged',
    sites: [site],
    edits: new Map([[site.sourceFile, edits]]),
    notes: new Map([[site, notes]]),
    imports: new Map([[site.sourceFile, imports]]),
  }
}
