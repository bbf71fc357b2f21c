// Finding names in the reference, and the names a mistyped one may have meant.
import { type Entry, type Glossary, lossGlossary, type Section, sections } from './index.ts'

export interface Found extends Entry {
  readonly section: string
  readonly noun: string
  /** What the names it becomes come back as. */
  readonly comesBackAs: readonly string[]
}

export interface Answer {
  readonly entries: readonly Found[]
  readonly terms: readonly { readonly noun: string; readonly name: string; readonly about: string }[]
}

/** A member may be named with its list or object: `tools[].strict`, `/text/format`, `response_format.type`. */
const normal = (query: string): string =>
  query
    .trim()
    .toLowerCase()
    .replace(/^\//, '')
    .replaceAll(/\[\d*\]/g, '')
    .replaceAll('/', '.')

/** The name itself, or a name one of its members has: `text` finds `text.format`. */
const isNamed = (name: string, query: string) =>
  name === query || name.startsWith(`${query}.`) || name.endsWith(` ${query}`)

function found(section: Section, entry: Entry): Found {
  const mirror = section.entries.filter(({ api, name }) => api !== entry.api && entry.fate.places.includes(name))
  const comesBackAs = [...new Set(mirror.flatMap(({ fate }) => fate.places))]
  return { ...entry, section: section.title, noun: section.noun, comesBackAs }
}

function lookUp(query: string): Answer {
  const entries = sections.flatMap(section =>
    section.entries.filter(({ name }) => isNamed(name.toLowerCase(), query)).map(entry => found(section, entry)),
  )
  const terms = termsOf(lossGlossary).filter(({ name }) => name === query)
  return { entries, terms }
}

const termsOf = ({ noun, terms }: Glossary) => terms.map(term => ({ noun, ...term }))

/** A dotted name nobody knows is looked up by its last member. */
export function search(text: string): Answer {
  const query = normal(text)
  const answer = lookUp(query)
  if (answer.entries.length + answer.terms.length > 0 || !query.includes('.')) return answer
  return lookUp(query.slice(query.lastIndexOf('.') + 1))
}

/** How many letters have to be typed differently: insertions, deletions, replacements, and neighbours swapped. */
export function typingDistance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const above = rows[i - 1] ?? []
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost)
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1)
      row.push(least)
    }
    rows.push(row)
  }
  return rows[one.length]?.[other.length] ?? 0
}

/** Up to five names that were perhaps meant, the likeliest first. */
export function suggestions(text: string): string[] {
  const query = normal(text)
  const names = new Set([
    ...sections.flatMap(({ entries }) => entries.map(({ name }) => name)),
    ...lossGlossary.terms.map(({ name }) => name),
  ])
  const rated = [...names].map(name => {
    const near = typingDistance(query, name) <= Math.max(1, Math.floor(query.length / 3))
    const inside = query.length >= 3 && (name.includes(query) || (name.length >= 4 && query.includes(name)))
    return { name, distance: typingDistance(query, name) - (inside ? 100 : 0), fits: near || inside }
  })
  const fitting = rated.filter(({ fits }) => fits).sort((one, other) => one.distance - other.distance)
  return fitting.slice(0, 5).map(({ name }) => name)
}
