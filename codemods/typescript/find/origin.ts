// What is known of the object a call goes through: where it came from, and which server it talks to.
import type { NewExpression } from 'ts-morph'

/** Ordered by how little it allows: what several places say together is what the most cautious of them says. */
export type Provider = 'openai' | 'unknown' | 'other'

export interface ClientFacts {
  readonly kind: 'client'
  readonly provider: Provider
  /** What told the provider, without values: a variable's name, a host. */
  readonly detail: string | undefined
  readonly azure: boolean
  /** A client of openai 3, which has createChatCompletion. */
  readonly legacy: boolean
  /** Whether it already has this package's fetch. */
  readonly wrapped: boolean
  readonly constructions: readonly NewExpression[]
}

export interface Foreign {
  readonly kind: 'foreign'
  readonly module: string
}

export interface Patched {
  readonly kind: 'patched'
  readonly by: string
}

export type Origin = ClientFacts | Foreign | Patched | { readonly kind: 'nothing' } | { readonly kind: 'unknown' }

export const unknown: Origin = { kind: 'unknown' }
export const nothing: Origin = { kind: 'nothing' }

/** A client known by its type alone. */
export const typed = (azure = false, legacy = false): ClientFacts => ({
  kind: 'client',
  provider: 'openai',
  detail: undefined,
  azure,
  legacy,
  wrapped: false,
  constructions: [],
})

const caution: Readonly<Record<Provider, number>> = { openai: 0, unknown: 1, other: 2 }

function both(a: ClientFacts, b: ClientFacts): ClientFacts {
  const careful = caution[b.provider] > caution[a.provider] ? b : a
  return {
    kind: 'client',
    provider: careful.provider,
    detail: careful.detail,
    azure: a.azure || b.azure,
    legacy: a.legacy || b.legacy,
    wrapped: a.wrapped || b.wrapped,
    constructions: [...new Set([...a.constructions, ...b.constructions])],
  }
}

/** What an object is that may have come from any of several places. */
export function together(origins: readonly Origin[]): Origin {
  let result: Origin = nothing
  for (const origin of origins) {
    if (result.kind === 'patched' || origin.kind === 'nothing') continue
    if (origin.kind === 'patched' || result.kind === 'nothing') result = origin
    else if (result.kind === 'client' && origin.kind === 'client') result = both(result, origin)
    // Of another package or of openai: not to be touched either way. A place nobody can follow says nothing.
    else if (origin.kind === 'foreign' || result.kind === 'unknown') result = origin
  }
  return result
}
