// The whole reference, in reading order: `explain` searches it, docs/parameters.md prints it.
import { equivalences } from '../../atlas/equivalences.ts'
import { formatFields, schemaFields } from '../../atlas/format.ts'
import { customCallFields } from '../../atlas/items/custom-tool-call.ts'
import { functionCallFields } from '../../atlas/items/function-call.ts'
import { reasoningFields } from '../../atlas/items/reasoning.ts'
import { toolCallFields } from '../../atlas/items/tool-call.ts'
import { lossCodes } from '../../atlas/loss.ts'
import { assistantFields } from '../../atlas/messages/assistant.ts'
import { plainFields } from '../../atlas/messages/plain.ts'
import { toolFields } from '../../atlas/messages/tool.ts'
import { parameters } from '../../atlas/parameters.ts'
import { audioFields } from '../../atlas/parts/audio.ts'
import { citationFields } from '../../atlas/parts/citation.ts'
import { fileFields } from '../../atlas/parts/file.ts'
import { imageFields } from '../../atlas/parts/image.ts'
import { refusalFields } from '../../atlas/parts/refusal.ts'
import { textFields } from '../../atlas/parts/text.ts'
import { answer, choice, result } from '../../atlas/result.ts'
import { streamOptions } from '../../atlas/stream-options.ts'
import type { CompiledTable } from '../../atlas/table.ts'
import { customFields } from '../../atlas/tools/custom.ts'
import { functionFields } from '../../atlas/tools/function.ts'
import { webSearchFields } from '../../atlas/tools/web-search.ts'
import { inputDetails, outputDetails, usage } from '../../atlas/usage.ts'
import type { Glossary, Section } from './entry.ts'
import { entriesOf } from './from-table.ts'
import { kindSections } from './kinds.ts'

export type { Api, Entry, Glossary, Section } from './entry.ts'

const fields = (title: string, noun: string, { table }: CompiledTable): Section => ({
  title,
  noun,
  entries: entriesOf(table),
})

export const sections: readonly Section[] = [
  fields('Request parameters', 'request parameter', parameters),
  fields('Members of stream_options', 'member of stream_options', streamOptions),
  fields('Members of the response format', 'member of response_format', formatFields),
  fields('Members of a JSON Schema format', 'member of json_schema', schemaFields),
  kindSections.roles,
  fields('Fields of system, developer and user messages', 'field of a message', plainFields),
  fields('Fields of an assistant message', 'field of an assistant message', assistantFields),
  fields('Fields of a tool message', 'field of a tool message', toolFields),
  kindSections.parts,
  fields('Fields of a text part', 'field of a text part', textFields),
  fields('Fields of an image part', 'field of an image part', imageFields),
  fields('Fields of a file', 'field of a file', fileFields),
  fields('Fields of an audio part', 'field of an audio part', audioFields),
  fields('Fields of a refusal part', 'field of a refusal part', refusalFields),
  fields('Fields of a citation', 'field of a url_citation', citationFields),
  kindSections.input,
  kindSections.output,
  fields('Fields of a tool call', 'field of a tool call', toolCallFields),
  fields('Fields of a function call', 'field of a function call', functionCallFields),
  fields('Fields of a custom tool call', 'field of a custom tool call', customCallFields),
  fields('Fields of a reasoning item', 'field of a reasoning item', reasoningFields),
  kindSections.tools,
  fields('Fields of a function tool', 'field of a function tool', functionFields),
  fields('Fields of a custom tool', 'field of a custom tool', customFields),
  fields('Fields of web search', 'field of web search', webSearchFields),
  kindSections.choices,
  fields('Fields of a result', 'field of a result', result),
  fields('Fields of a choice', 'field of a choice', choice),
  fields('Fields of an answered message', 'field of an answered message', answer),
  kindSections.outcomes,
  fields('Token counters', 'token counter', usage),
  fields('Counters of input tokens', 'counter of input tokens', inputDetails),
  fields('Counters of output tokens', 'counter of output tokens', outputDetails),
  kindSections.events,
]

export const lossGlossary: Glossary = {
  title: 'Loss codes',
  noun: 'loss code',
  terms: Object.entries(lossCodes).map(([name, about]) => ({ name, about })),
}

export { equivalences }
