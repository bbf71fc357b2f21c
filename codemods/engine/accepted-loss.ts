// Which losses a user may accept: parameters that Responses does not have, or has within other limits.
import { chatParameters } from '../../src/atlas/parameters.ts'
import type { Row } from '../../src/atlas/row.ts'
import { meant } from '../../src/spelling.ts'

/** A name in `acceptLoss` that is no parameter that could get lost. */
export class NoSuchLossError extends Error {
  override readonly name = 'NoSuchLossError'
}

const rows: ReadonlyMap<string, Row> = new Map<string, Row>(Object.entries(chatParameters))
/** Numbers below Responses' least are raised to it. */
const limited: ReadonlySet<string> = new Set(['max_tokens', 'max_completion_tokens'])
const losable = [...rows].flatMap(([name, row]) => (row.kind === 'lost' || limited.has(name) ? [name] : []))

/**
 * Names that the atlas does not know are a vendor's own, and are lost, too; but not when they look like a slip.
 * @throws {NoSuchLossError} A name of a parameter that is carried over, or one that was typed wrong.
 */
export function checkAcceptedLosses(names: readonly string[] = []): void {
  for (const name of names) {
    const row = rows.get(name)
    if (row === undefined) {
      const hint = meant(name, losable)
      if (hint !== '' || name === '') throw new NoSuchLossError(`No parameter is called '${name}'.${hint}`)
    } else if (!losable.includes(name))
      throw new NoSuchLossError(`${name} does not get lost as a whole, so there is nothing to accept. Leave it out.`)
  }
}
