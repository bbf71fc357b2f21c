// Files nobody wrote by hand: generated, minified, or too large to be. They are passed by unless they are named.

export type SkipReason = 'generated' | 'minified' | 'too-large'

/** Larger than any file a person keeps editing. */
export const largestFile = 2 * 1024 * 1024

const generatedHead =
  /@generated\b|\bDO NOT (EDIT|MODIFY)\b|\b(automatically|auto-?)\s?generated\b|\bgenerated (by|from|with) (?!an? (ai|llm|model)\b)|^\/\/ Code generated/im

/** Why to pass a text by; `undefined` for one that a person wrote. */
export function skipReasonOf(text: string): SkipReason | undefined {
  if (text.length > largestFile) return 'too-large'
  const comments = leadingComments(text.slice(0, 2000))
  if (generatedHead.test(comments)) return 'generated'
  return isMinified(text) ? 'minified' : undefined
}

/** Only what stands before the first statement speaks of the whole file. */
function leadingComments(head: string): string {
  return (
    /^(?:\s|#![^\n]*\n|\/\/[^\n]*\n?|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|#[^\n]*\n|['"]use \w+['"];?)*/.exec(head)?.[0] ??
    ''
  )
}

function isMinified(text: string): boolean {
  if (text.length < 5000) return false
  const lines = text.split('\n')
  const code = lines.filter(line => line.length > 0)
  const average = text.length / Math.max(1, code.length)
  // Long lines of prompts or of data are written by people; long lines of statements are not.
  const dense = lines.some(line => line.length > 5000 && (line.match(/[;{},]/g)?.length ?? 0) > line.length / 30)
  return average > 300 && dense
}
