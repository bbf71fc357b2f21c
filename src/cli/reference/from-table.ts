// The rows of an atlas table as entries, read in both directions. Every sentence is the row's own.
import type { Lost, Mapped, Row } from '../../atlas/row.ts'
import type { Table } from '../../atlas/table.ts'
import type { Entry, Fate } from './entry.ts'

function fateOf(name: string, row: Row): Fate {
  if (row.kind === 'lost') return { effect: 'lost', places: [], about: row.why }
  if (row.kind === 'mapped') {
    const isSame = row.to.length === 1 && row.to[0] === name
    return { effect: isSame ? 'same' : row.to.length > 0 ? 'becomes' : 'read along', places: row.to, about: row.note }
  }
  const about = row.note === undefined ? {} : { about: row.note }
  if (row.kind === 'same') return { effect: 'same', places: [name], ...about }
  return { effect: 'becomes', places: [row.kind === 'inside' ? `${row.to}.${row.key}` : row.to], ...about }
}

const noLossWhen = (row: Row) => (row.kind === 'lost' && row.unless !== undefined ? { noLossWhen: row.unless } : {})

function chatEntry(name: string, row: Row, table: Table): Entry {
  const absent = 'absent' in row && row.absent !== undefined ? { writtenWhenAbsent: row.absent } : {}
  return {
    name,
    api: 'chat',
    fate: fateOf(name, row),
    from: namesLeadingTo(name, table),
    ...absent,
    ...noLossWhen(row),
  }
}

/** Rows of the Responses side that say they become this chat name. */
function namesLeadingTo(name: string, { responses }: Table): string[] {
  return Object.entries(responses).flatMap(([from, row]) =>
    row.kind === 'mapped' && row.to.includes(name) ? [from] : [],
  )
}

interface Sources {
  /** Chat names that become this one. */
  from: string[]
  /** Chat names it becomes. */
  back: string[]
  same: boolean
  /** Notes of the rows that lead here, and whether the row also leads back. */
  about: Map<string, boolean>
}

/** The names of the Responses side that chat rows lead to, with the way back. */
function reached({ chat }: Table): Map<string, Sources> {
  const names = new Map<string, Sources>()
  const at = (name: string): Sources => {
    const known = names.get(name) ?? { from: [], back: [], same: false, about: new Map() }
    names.set(name, known)
    return known
  }
  for (const [name, row] of Object.entries(chat)) {
    if (row.kind === 'lost') continue
    if (row.kind === 'mapped') reachedByMapping(name, row, at)
    else {
      const source = at(fateOf(name, row).places[0] ?? name)
      source.from.push(name)
      source.back.push(name)
      source.same = row.kind === 'same'
      if (row.note !== undefined) source.about.set(row.note, true)
    }
  }
  return names
}

function reachedByMapping(name: string, row: Mapped, at: (name: string) => Sources): void {
  const ways = Object.keys(row.toChat ?? {})
  for (const to of new Set([...row.to, ...ways])) {
    const source = at(to)
    if (row.to.includes(to)) source.from.push(name)
    if (ways.includes(to)) source.back.push(name)
    source.same = source.same || to === name
    if (ways.includes(to) || ways.length === 0) source.about.set(row.note, ways.includes(to))
  }
}

function responsesEntry(name: string, { from, back, same, about }: Sources): Entry {
  // A row without a way back is read by the converter of the whole object, which writes the names that lead here.
  const places = back.length > 0 ? back : from
  const isSame = same && places.length === 1 && places[0] === name
  const telling = [...about].filter(([, leadsBack]) => leadsBack || back.length === 0).map(([note]) => note)
  const said = telling.length > 0 ? { about: telling.join(' ') } : {}
  return { name, api: 'responses', from, fate: { effect: isSame ? 'same' : 'becomes', places, ...said } }
}

const ownEntry = (name: string, row: Row): Entry => ({
  name,
  api: 'responses',
  fate: fateOf(name, row),
  from: [],
  ...noLossWhen(row),
})

const within = (group: string, members: Readonly<Record<string, Lost>>) =>
  Object.entries(members).map(([name, row]) => ownEntry(`${group}.${name}`, row))

/** Chat names first, in the order of the table. */
export function entriesOf(table: Table): Entry[] {
  const chat = Object.entries(table.chat).map(([name, row]) => chatEntry(name, row, table))
  const own = new Set(Object.keys(table.responses))
  const led = [...reached(table)]
    .filter(([name]) => !own.has(name))
    .map(([name, sources]) => responsesEntry(name, sources))
  const groups = Object.entries(table.within ?? {}).flatMap(([group, members]) => within(group, members))
  return [...chat, ...led, ...groups, ...Object.entries(table.responses).map(([name, row]) => ownEntry(name, row))]
}
