// The list of everything the atlas calls lost, by table. Calling something lost is a decision: it is made here as well.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { formatFields, schemaFields } from '../../src/atlas/format.ts'
import { customCallFields } from '../../src/atlas/items/custom-tool-call.ts'
import { functionCallFields } from '../../src/atlas/items/function-call.ts'
import { lostItems, toolBearingItems } from '../../src/atlas/items/hosted.ts'
import { reasoningFields } from '../../src/atlas/items/reasoning.ts'
import { toolCallFields } from '../../src/atlas/items/tool-call.ts'
import { lossCodes } from '../../src/atlas/loss.ts'
import { assistantFields } from '../../src/atlas/messages/assistant.ts'
import { plainFields } from '../../src/atlas/messages/plain.ts'
import { toolFields } from '../../src/atlas/messages/tool.ts'
import { parameters } from '../../src/atlas/parameters.ts'
import { audioFields } from '../../src/atlas/parts/audio.ts'
import { citationFields } from '../../src/atlas/parts/citation.ts'
import { fileFields } from '../../src/atlas/parts/file.ts'
import { imageFields } from '../../src/atlas/parts/image.ts'
import { refusalFields } from '../../src/atlas/parts/refusal.ts'
import { textFields } from '../../src/atlas/parts/text.ts'
import { answer, calledFields, choice, result } from '../../src/atlas/result.ts'
import type { Lost, Row } from '../../src/atlas/row.ts'
import { streamOptions } from '../../src/atlas/stream-options.ts'
import type { CompiledTable } from '../../src/atlas/table.ts'
import { customFields } from '../../src/atlas/tools/custom.ts'
import { chatToolFields, functionFields } from '../../src/atlas/tools/function.ts'
import { lostTools } from '../../src/atlas/tools/hosted.ts'
import { webSearchFields } from '../../src/atlas/tools/web-search.ts'
import { inputDetails, outputDetails, usage } from '../../src/atlas/usage.ts'

/** Names, side by side: a line of the list below. */
interface Lists {
  chat?: string
  responses?: string
}

const tables: Record<string, CompiledTable> = {
  parameters,
  streamOptions,
  formatFields,
  schemaFields,
  plainFields,
  assistantFields,
  toolFields,
  toolCallFields,
  textFields,
  imageFields,
  fileFields,
  audioFields,
  refusalFields,
  citationFields,
  functionCallFields,
  customCallFields,
  reasoningFields,
  chatToolFields,
  functionFields,
  customFields,
  webSearchFields,
  result,
  choice,
  answer,
  calledFields,
  usage,
  inputDetails,
  outputDetails,
}

/** What has no counterpart, by the table that says so and the API that has it. */
const decided: Record<string, Lists> = {
  parameters: {
    chat: 'audio frequency_penalty logit_bias modalities n prediction presence_penalty seed stop',
    responses:
      'access_programs background context_management conversation image max_tool_calls previous_response_id prompt reasoning.context reasoning.generate_summary reasoning.mode reasoning.summary truncation',
  },
  streamOptions: {
    chat: 'include_usage',
  },
  formatFields: {
    responses: 'definition syntax',
  },
  plainFields: {
    chat: 'name',
    responses: 'phase',
  },
  assistantFields: {
    chat: 'annotations audio name',
  },
  toolFields: {
    chat: 'name',
    responses: 'caller created_by name namespace',
  },
  imageFields: {
    responses: 'file_id',
  },
  fileFields: {
    responses: 'detail file_url',
  },
  functionCallFields: {
    responses: 'async caller created_by',
  },
  customCallFields: {
    responses: 'async caller created_by',
  },
  functionFields: {
    responses: 'allowed_callers async defer_loading output_schema',
  },
  customFields: {
    responses: 'allowed_callers async defer_loading',
  },
  webSearchFields: {
    responses: 'external_web_access filters search_content_types',
  },
  result: {
    chat: 'system_fingerprint',
    responses: 'access_programs billing completed_at input_transformations prompt_cache_diagnostics tool_usage',
  },
  answer: {
    chat: 'audio',
  },
  inputDetails: {
    chat: 'audio_tokens image_tokens text_tokens',
  },
  outputDetails: {
    chat: 'accepted_prediction_tokens audio_tokens image_tokens rejected_prediction_tokens text_tokens',
  },
}

const lostRows = (rows: Readonly<Record<string, Row>>): [string, Lost][] =>
  Object.entries(rows).filter((entry): entry is [string, Lost] => entry[1].kind === 'lost')

/** Every lost row of a table, nested ones as `group.member`. */
function rowsOf({ table }: CompiledTable): { chat: [string, Lost][]; responses: [string, Lost][] } {
  const nested = Object.entries(table.within ?? {}).flatMap(([group, members]) =>
    lostRows(members).map(([name, row]): [string, Lost] => [`${group}.${name}`, row]),
  )
  return { chat: lostRows(table.chat), responses: [...lostRows(table.responses), ...nested] }
}

function listed(): Record<string, Lists> {
  const names = (rows: [string, Lost][]) => rows.map(([name]) => name).sort()
  const lists = Object.entries(tables).map(([name, table]): [string, Lists] => {
    const { chat, responses } = rowsOf(table)
    const found: Lists = {}
    if (chat.length > 0) found.chat = names(chat).join(' ')
    if (responses.length > 0) found.responses = names(responses).join(' ')
    return [name, found]
  })
  return Object.fromEntries(lists.filter(([, found]) => Object.keys(found).length > 0))
}

describe('what the atlas calls lost', () => {
  test('is what was decided, row by row', () => {
    expect(listed()).toEqual(decided)
  })

  test('has a reason that is a sentence and a code that is explained', () => {
    const rows = Object.values(tables).flatMap(table => [...rowsOf(table).chat, ...rowsOf(table).responses])
    const unclear = rows.filter(([, { why, code }]) => !/^[A-Z`].{15,}\.$/.test(why) || !(code in lossCodes))
    expect(unclear.map(([name]) => name)).toEqual([])
    const kinds = Object.entries({ ...lostItems, ...toolBearingItems, ...lostTools })
    expect(kinds.filter(([, why]) => !/^[A-Z].{15,}\.$/.test(why)).map(([name]) => name)).toEqual([])
  })

  test('names the kinds of items that are dropped', () => {
    expect(Object.keys(lostItems).sort().join(' ')).toBe(
      'apply_patch_call apply_patch_call_output code_interpreter_call compaction compaction_trigger computer_call computer_call_output configuration_update file_search_call image_generation_call item_reference local_shell_call local_shell_call_output mcp_approval_request mcp_approval_response mcp_call mcp_list_tools program program_output shell_call shell_call_output tool_search_call web_search_call',
    )
    expect(Object.keys(toolBearingItems).sort().join(' ')).toBe('additional_tools tool_search_output')
  })

  test('names the kinds of tools that are dropped', () => {
    expect(Object.keys(lostTools).sort().join(' ')).toBe(
      'apply_patch code_interpreter computer computer_use_preview file_search image_generation local_shell mcp programmatic_tool_calling shell tool_search',
    )
  })

  test('is in one of the tables that are looked at here', () => {
    const folder = join(dirname(), '..', '..', 'src', 'atlas')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
    const exported = files.flatMap(file => {
      const text = readFileSync(join(folder, file), 'utf8')
      return [...text.matchAll(/^export const (\w+) = compile\(/gm)].map(([, name]) => name)
    })
    expect(exported.sort()).toEqual(Object.keys(tables).sort())
  })
})

function dirname(): string {
  return fileURLToPath(new URL('.', import.meta.url))
}
