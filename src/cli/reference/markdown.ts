// docs/parameters.md: the whole reference as one page.
import { type Api, type Entry, equivalences, lossGlossary, type Section, sections } from './index.ts'

const head = `<!-- Generated from src/atlas by \`npm run docs\`. Do not edit; a test fails when this page is stale. -->

# What becomes of everything

Every name of the Chat Completions API and of the Responses API, and what it is in the other one. The same facts, one at
a time: \`responses-bridge explain <name>\`. A name that is **lost** is reported whenever it is dropped, and refused with
\`strict\`.
`

const heads: Readonly<Record<Api, string>> = {
  chat: 'Chat Completions → Responses',
  responses: 'Responses → Chat Completions',
}

const code = (text: string) => `\`${text}\``
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n')
}

function fateText({ fate }: Entry): string {
  if (fate.effect === 'lost') return '**lost**'
  if (fate.effect === 'same') return 'the same'
  return fate.places.map(code).join(', ')
}

function remarks({ fate, writtenWhenAbsent, noLossWhen }: Entry): string {
  const absent =
    writtenWhenAbsent === undefined ? [] : [`Left out: ${code(JSON.stringify(writtenWhenAbsent))} is written.`]
  const unless = noLossWhen === undefined ? [] : [`No loss when it is ${code(JSON.stringify(noLossWhen))}.`]
  return [...(fate.about ? [fate.about] : []), ...absent, ...unless].join(' ')
}

function sectionText({ title, entries }: Section): string {
  const parts = [`## ${title}`]
  for (const api of ['chat', 'responses'] as const) {
    const mine = entries.filter(entry => entry.api === api)
    if (mine.length === 0) continue
    const rows = mine.map(entry => [code(entry.name), fateText(entry), remarks(entry)])
    parts.push(
      `### ${heads[api]}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
      table(['name', 'in the other API', 'what to know'], rows),
    )
  }
  return parts.join('\n\n')
}

/** Rows that write out a value because the two APIs assume different ones. */
function defaultsText(): string {
  const rows = sections.flatMap(({ noun, entries }) =>
    entries
      .filter(({ writtenWhenAbsent }) => writtenWhenAbsent !== undefined)
      .map(({ name, writtenWhenAbsent, fate }) => [
        code(name),
        noun,
        code(JSON.stringify(writtenWhenAbsent)),
        fate.about ?? '',
      ]),
  )
  return `## Defaults that differ\n\nWhat is written on the Responses side when chat does not say.\n\n${table(['name', 'what it is', 'written', 'why'], rows)}`
}

export function referencePage(): string {
  const codes = table(
    ['code', 'what it means'],
    lossGlossary.terms.map(({ name, about }) => [code(name), about]),
  )
  return `${[
    head.trimEnd(),
    ...sections.map(sectionText),
    `## ${lossGlossary.title}\n\n${codes}`,
    `## Equivalences\n\nThese pairs mean the same. What comes back in the other form is no loss.\n\n${equivalences.map(each => `- ${each}`).join('\n')}`,
    defaultsText(),
  ].join('\n\n')}\n`
}
