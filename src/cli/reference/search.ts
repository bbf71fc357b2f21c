// Finding names in the reference, and the names a mistyped one may have meant.
import { typingDistance } from '../../spelling.ts'
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
