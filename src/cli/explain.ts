// `explain`: what becomes of a name of either API, both ways, and why. All it says is written in the atlas.
import type { InferredOptionTypes, Options } from 'yargs'
import { apiNames } from './document.ts'
import { CommandFailure } from './failure.ts'
import { command, json, withExamples } from './options.ts'
import { type Api, type Entry, equivalences, lossGlossary, sections } from './reference/index.ts'
import { type Found, search, suggestions } from './reference/search.ts'
import { out, printJson } from './terminal.ts'

const flags = { json: { ...json, describe: 'Print the entries as JSON' } } as const satisfies Record<string, Options>
type Flags = InferredOptionTypes<typeof flags> & { name: string | undefined }

const examples = [
  ['explain', 'Everything, by group'],
  ['explain max_tokens', 'A parameter, of either API'],
  ['explain function_call_output', 'An item, a content part, a tool, an event, a finish reason'],
  ['explain text.format --json', 'A member, as data'],
] as const

export const explain = command<Flags>({
  command: 'explain [name]',
  describe: 'Say what becomes of a parameter, an item or another name',
  builder: cli =>
    withExamples(
      cli.positional('name', { type: 'string', describe: 'Any name of either API, or a loss code' }).options(flags),
      examples,
    ),
  handler: run,
})

const other: Readonly<Record<Api, Api>> = { chat: 'responses', responses: 'chat' }

function run({ name, json }: Flags): void {
  if (name === undefined || name.trim() === '') {
    if (json) printJson({ sections, lossCodes: lossGlossary.terms, equivalences })
    else writeEverything()
    return
  }
  const { entries, terms } = search(name)
  if (entries.length + terms.length === 0) throw unknownName(name)
  if (json) {
    printJson({ entries, terms })
    return
  }
  entries.forEach((entry, index) => {
    if (index > 0) out.line()
    writeEntry(entry)
  })
  for (const { noun, name, about } of terms) out.line(`${out.paint.bold(name)}  ${out.paint.dim(noun)}\n  ${about}`)
}

function unknownName(name: string): CommandFailure {
  const meant = suggestions(name)
  const hint = meant.length > 0 ? ` Did you mean ${meant.join(', ')}?` : ''
  return new CommandFailure(`Neither API has a meaning for ${name}.${hint} Run explain without a name to see them all.`)
}

function writeEntry(entry: Found): void {
  const { paint } = out
  out.line(`${paint.bold(entry.name)}  ${paint.dim(`${apiNames[entry.api]} ${entry.noun}`)}`)
  const { effect, places, about } = entry.fate
  const over = apiNames[other[entry.api]]
  const where = places.length === 1 && places[0] === entry.name ? '' : places.join(' and ')
  if (effect === 'lost') out.line(`  in ${over}: ${paint.red('lost')}. ${about ?? ''}`)
  else if (effect === 'same') out.line(`  in ${over}: ${paint.green('the same')}${where === '' ? '' : `, ${where}`}`)
  else out.line(`  in ${over}: ${places.length > 0 ? places.join(' and ') : (about ?? '')}`)
  if (about !== undefined && effect !== 'lost' && places.length > 0) out.line(`  ${about}`)
  writeDetails(entry)
}

function writeDetails({ name, api, fate, from, comesBackAs, writtenWhenAbsent, noLossWhen }: Found): void {
  const back = comesBackAs.filter(each => each !== name)
  if (back.length > 0 && !comesBackAs.includes(name)) out.line(`  comes back as: ${back.join(' or ')}`)
  if (from.some(each => !fate.places.includes(each)))
    out.line(`  made from: ${from.join(', ')} (${apiNames[other[api]]})`)
  if (writtenWhenAbsent !== undefined)
    out.line(`  left out here, ${JSON.stringify(writtenWhenAbsent)} is written there`)
  if (noLossWhen !== undefined)
    out.line(`  no loss when it is ${JSON.stringify(noLossWhen)}, which means the same as leaving it out`)
}

function writeEverything(): void {
  for (const { title, entries } of sections) {
    out.line(out.paint.bold(title))
    for (const api of ['chat', 'responses'] as const) {
      const names = entries.filter(entry => entry.api === api).map(nameOf)
      if (names.length > 0) writeList(api, names)
    }
  }
  out.line(out.paint.bold(lossGlossary.title))
  writeList(
    '',
    lossGlossary.terms.map(({ name }) => name),
  )
  out.line(out.paint.dim('\n* has no counterpart in the other API. Explain a name to see what becomes of it.'))
}

const nameOf = ({ name, fate }: Entry) => (fate.effect === 'lost' ? `${name}*` : name)

const margin = 13

function writeList(label: string, names: readonly string[]): void {
  let line = `  ${label}`.padEnd(margin)
  for (const [index, name] of names.entries()) {
    const word = index < names.length - 1 ? `${name}, ` : name
    if (line.length > margin && line.length + word.length > out.width) {
      out.line(line.trimEnd())
      line = ' '.repeat(margin)
    }
    line += word
  }
  out.line(line)
}
