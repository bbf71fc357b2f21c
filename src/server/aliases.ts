// Model aliases: what a model is called upstream. The most specific pattern that fits decides, once; there are no chains.

/** Gives the upstream's name for the model of a request; undefined where no alias fits. */
export type ModelAliases = (model: string) => string | undefined

interface Alias {
  /** The pattern between its wildcards. */
  readonly pieces: readonly string[]
  /** What stands upstream, cut at its wildcards. */
  readonly target: readonly string[]
}

export class AliasError extends Error {
  override readonly name = 'AliasError'
}

/** `*` stands for any text, also none; in the target it stands for what the same `*` of the pattern has matched. */
export function modelAliases(entries: Readonly<Record<string, string>> | undefined): ModelAliases {
  const exact = new Map<string, string>()
  const wild: Alias[] = []
  for (const [pattern, target] of Object.entries(entries ?? {})) {
    const fault = aliasFault(pattern, target)
    if (fault !== undefined) throw new AliasError(fault)
    if (pattern.includes('*')) wild.push({ pieces: pattern.split('*'), target: target.split('*') })
    else exact.set(pattern, target)
  }
  wild.sort(moreSpecific)
  return model => exact.get(model) ?? firstMatch(wild, model)
}

/** What is wrong with one alias, if anything is. */
export function aliasFault(pattern: string, target: string): string | undefined {
  if (pattern === '') return 'An alias needs a name: a model, or a pattern such as "gpt-*".'
  if (target === '') return 'An alias needs the name of a model upstream.'
  if (wildcards(target) <= wildcards(pattern)) return undefined
  return 'The target of an alias has more * than its pattern; each * repeats what the same * of the pattern stands for.'
}

const wildcards = (text: string): number => text.split('*').length - 1

/** More letters first, then fewer wildcards, then what was written first. */
function moreSpecific(one: Alias, other: Alias): number {
  const letters = ({ pieces }: Alias) => pieces.reduce((sum, piece) => sum + piece.length, 0)
  return letters(other) - letters(one) || one.pieces.length - other.pieces.length
}

function firstMatch(aliases: readonly Alias[], model: string): string | undefined {
  for (const { pieces, target } of aliases) {
    const gaps = match(pieces, model)
    if (gaps !== undefined) return target.reduce((text, piece, index) => text + (gaps[index - 1] ?? '') + piece)
  }
  return undefined
}

/**
 * What each wildcard stands for; undefined where the pattern does not fit. By searching, not by a regular expression: the
 * name comes from a request, and a pattern with several wildcards would let it cost exponential time.
 */
function match(pieces: readonly string[], text: string): string[] | undefined {
  const first = pieces[0] ?? ''
  const last = pieces.at(-1) ?? ''
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return undefined
  const end = text.length - last.length
  const gaps: string[] = []
  let from = first.length
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from)
    if (at === -1 || at + piece.length > end) return undefined
    gaps.push(text.slice(from, at))
    from = at + piece.length
  }
  return [...gaps, text.slice(from, end)]
}
