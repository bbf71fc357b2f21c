// The part of the proof that is about recorded traffic, as text.
import { directions, type Law, type Ledger, label, laws } from '../laws/ledger.ts'
import { type Judged, type RecordedRun, sumOf } from '../laws/run-recordings.ts'
import { exceptions, isExcepted } from './exceptions.ts'
import { table } from './table.ts'

const lawNames = Object.keys(laws) as Law[]
const kinds = ['request', 'result', 'stream', 'error'] as const

/** How often a law was put to the test; how many of those were excepted, and how many failed. */
function cell(ledger: Ledger, names: readonly string[]): string {
  const checks = names.reduce((sum, name) => sum + (ledger.checked.get(name) ?? 0), 0)
  if (checks === 0) return ''
  const broken = ledger.violations.filter(({ law }) => names.includes(law))
  const excepted = new Set(broken.filter(isExcepted).map(({ file }) => file)).size
  const failed = new Set(broken.filter(violation => !isExcepted(violation)).map(({ file }) => file)).size
  const notes = [excepted > 0 ? `${excepted} excepted` : '', failed > 0 ? `**${failed} failed**` : '']
  return [String(checks), ...notes.filter(note => note !== '')].join(', ')
}

const inBoth = (law: Law) => directions.map(direction => label(law, direction))

function row(name: string, judged: readonly Judged[]): string[] {
  const ledger = sumOf(judged.map(each => each.ledger))
  return [name, String(judged.length), ...lawNames.map(law => cell(ledger, inBoth(law)))]
}

function byKind({ judged }: RecordedRun): string[][] {
  return directions.flatMap(direction =>
    kinds.map(kind =>
      row(
        `${kind}s, ${direction}`,
        judged.filter(each => each.direction === direction && each.kind === kind),
      ),
    ),
  )
}

function byProject({ judged }: RecordedRun): string[][] {
  const projectOf = ({ file }: Judged) => file.split('/')[0] ?? file
  const projects = [...new Set(judged.map(projectOf))].sort()
  return projects.map(project =>
    row(
      project,
      judged.filter(each => projectOf(each) === project),
    ),
  )
}

/** The laws over varied documents, as a table. */
export function variedProof(ledger: Ledger, tried: number): string {
  const rows = lawNames.map(law => [law, ...directions.map(direction => cell(ledger, [label(law, direction)]))])
  return [
    '## Variations of it',
    `What servers and clients may do besides what was recorded, done once to every recorded document and every fixture: keys` +
      ` left out, added or null, other settings, items, tools and endings, deltas cut elsewhere, events left out, streams` +
      ` broken off. ${tried} documents; the exceptions above are not among them.`,
    table(
      ['', ...directions],
      rows.filter(([, ...cells]) => cells.some(each => each !== '')),
    ),
  ].join('\n\n')
}

export function recordedProof(run: RecordedRun): string {
  const heads = ['documents', ...lawNames]
  const failures = run.ledger.violations.filter(violation => !isExcepted(violation))
  const failed = new Set(failures.map(({ file, law }) => `${file} ${law}`)).size
  const checks = [...run.ledger.checked.values()].reduce((sum, count) => sum + count, 0)
  const named = exceptions.filter(({ file }) => run.judged.some(each => each.file === file))
  return [
    '## Recorded traffic',
    `${run.exchanges} recorded exchanges with chat and Responses servers hold ${run.judged.length} documents: ${checks} checks,` +
      ` ${named.length} named exceptions, ${failed} failures. A cell is how often a law was put to the test there.`,
    `The recordings are those of the digest ${run.digest}.`,
    table(['', ...heads], [...byKind(run), row('all', run.judged)]),
    'The same by the project the recordings come from:',
    table(['', ...heads], byProject(run)),
    'The laws:',
    lawNames.map(law => `- ${law}: ${laws[law]}.`).join('\n'),
    'The exceptions:',
    named.map(({ file, law, reason }) => `- ${file}, ${law}: ${reason}`).join('\n') || 'none',
  ].join('\n\n')
}
