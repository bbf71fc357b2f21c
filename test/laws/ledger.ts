// What was judged and what was found: one tally and one list of violations per law and direction.
export type Direction = 'chat to responses' | 'responses to chat'
export type Law = 'law 1' | 'law 2 for requests' | 'law 2 for results' | 'law 4' | 'law 5' | 'law 6' | 'errors'

/** One sentence about each law, as the tests that use it are named. */
export const laws: Record<Law, string> = {
  'law 1': 'folding the converted stream gives what converting the finished object gives',
  'law 2 for requests': 'a request that went over and came back differs exactly where it was reported',
  'law 2 for results': 'a result that went over and came back differs exactly where it was reported',
  'law 4': 'no input is written to, and untouched subtrees are shared',
  'law 5': 'only typed errors leave the library, and only where there is one to tell',
  'law 6': 'every emitted stream is well formed, and one cut short says so',
  errors: 'an error body has the status and the four keys of the other API',
}

export const directions: Direction[] = ['chat to responses', 'responses to chat']

export interface Violation {
  file: string
  law: string
  sentence: string
}

export interface Ledger {
  /** How often each law was put to the test. */
  checked: Map<string, number>
  violations: Violation[]
}

export function label(law: Law, direction: Direction): string {
  return `${law}, ${direction}`
}

export function openLedger(): Ledger {
  return { checked: new Map(), violations: [] }
}

/** Writes down one check and what it found; no sentences is a law that held. */
export function record(ledger: Ledger, law: string, file: string, sentences: string[]): void {
  ledger.checked.set(law, (ledger.checked.get(law) ?? 0) + 1)
  for (const sentence of sentences) ledger.violations.push({ file, law, sentence })
}

/** The tally as a table: checks, files that broke the law, and violations in all. */
export function table(ledger: Ledger): string {
  const rows = [...ledger.checked]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([law, checks]) => {
      const broken = ledger.violations.filter(violation => violation.law === law)
      const files = new Set(broken.map(violation => violation.file)).size
      return `${law.padEnd(40)}${String(checks).padStart(8)}${String(files).padStart(8)}${String(broken.length).padStart(12)}`
    })
  return [`${''.padEnd(40)}${'checks'.padStart(8)}${'files'.padStart(8)}${'violations'.padStart(12)}`, ...rows].join(
    '\n',
  )
}
