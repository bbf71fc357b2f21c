// The limit of the answer's length. Responses refuses limits below 16 tokens; chat knows no minimum and has an older
// name for it.
import type { Conversion } from './conversion.ts'
import type { FieldStep } from './row.ts'

const smallest = 16

export function tokenLimitToResponses(value: unknown, at: string, run: Conversion): unknown {
  if (typeof value !== 'number' || value >= smallest) return value
  run.changed(at, 'out-of-range', 'Responses refuses limits below 16 tokens; 16 is sent.')
  return smallest
}

/** `max_tokens`, where `max_completion_tokens` does not say it already. */
export const maxTokensToResponses: FieldStep = (value, target, at, run, request) => {
  const winner = request.max_completion_tokens
  if (winner === undefined || winner === null) target.max_output_tokens = tokenLimitToResponses(value, at, run)
  else if (winner !== value || Number(value) < smallest)
    run.dropped(at, 'overruled', 'max_completion_tokens says it too and is kept.')
}
