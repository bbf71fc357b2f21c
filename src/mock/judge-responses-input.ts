// The input items of a Responses request: their keys, their content parts, and results that belong to a call.
import {
  anything,
  type Check,
  either,
  isArray,
  isString,
  type Json,
  list,
  nullable,
  object,
  oneOf,
  plain,
  shape,
  text,
} from './checks.ts'
import { judgePairs, judgeReasoning } from './judge-responses-pairs.ts'
import type { Conversation } from './memory.ts'
import { invalid, missing, unknown, unsupportedValue } from './problem.ts'

const partFields: Record<string, { fields: Record<string, Check>; required: string[] }> = {
  input_text: { fields: { text: text() }, required: ['text'] },
  output_text: { fields: { text: text(), annotations: anything, logprobs: anything }, required: ['text'] },
  refusal: { fields: { refusal: text() }, required: ['refusal'] },
  input_image: {
    fields: {
      detail: nullable(oneOf('auto', 'low', 'high', 'original')),
      file_id: nullable(text()),
      image_url: nullable(text(20_971_520)),
    },
    required: [],
  },
  input_file: {
    fields: {
      detail: anything,
      file_data: nullable(text(73_400_320)),
      file_id: nullable(text()),
      file_url: nullable(text()),
      filename: nullable(text()),
    },
    required: [],
  },
}

const inputParts = ['input_text', 'input_image', 'input_file']
const outputParts = ['output_text', 'refusal']

function content(kinds: string[]): Check {
  const part: Check = (value, path) => {
    object(value, path)
    const { type } = value as Json
    if (type === undefined) throw missing(`${path}.type`)
    if (typeof type !== 'string' || !kinds.includes(type)) throw unsupportedValue(type, kinds, path)
    const { fields, required } = partFields[type] ?? { fields: {}, required: [] }
    shape({ type: anything, prompt_cache_breakpoint: anything, ...fields }, { required })(value, path)
  }
  return either('a string or an array of objects', [isString, text(10_485_760)], [isArray, list(part)])
}

/** The id of an item tells its kind; an id made up elsewhere is refused. */
function id(prefix: string): Check {
  const length = text(64)
  return (value, path) => {
    length(value, path)
    if (plain(value).startsWith(prefix)) return
    throw invalid(`Invalid '${path}': '${value}'. Expected an ID that begins with '${prefix}'.`, path, 'invalid_value')
  }
}

const status = nullable(oneOf('in_progress', 'completed', 'incomplete'))
const callId = text(64)

interface ItemRow {
  fields: Record<string, Check>
  required: string[]
}

const rows: Record<string, ItemRow> = {
  function_call: {
    fields: {
      id: nullable(id('fc')),
      call_id: callId,
      name: text(),
      arguments: text(),
      status,
      namespace: nullable(text()),
      caller: anything,
      async: anything,
    },
    required: ['call_id', 'name', 'arguments'],
  },
  function_call_output: {
    fields: {
      id: nullable(text(64)),
      call_id: callId,
      output: content(inputParts),
      status,
      caller: anything,
      name: anything,
      namespace: anything,
    },
    required: ['call_id', 'output'],
  },
  custom_tool_call: {
    fields: {
      id: nullable(id('ctc')),
      call_id: callId,
      name: text(),
      input: text(),
      status,
      namespace: nullable(text()),
      caller: anything,
      async: anything,
    },
    required: ['call_id', 'name', 'input'],
  },
  custom_tool_call_output: {
    fields: { id: nullable(text(64)), call_id: callId, output: content(inputParts), status, caller: anything },
    required: ['call_id', 'output'],
  },
  reasoning: {
    fields: {
      id: nullable(id('rs')),
      summary: list(object),
      content: nullable(list(object)),
      encrypted_content: nullable(text(20_971_520)),
      status,
    },
    required: ['summary'],
  },
}

/** Items the mock takes as they are: hosted and client-run tools, compaction, references and the like. */
const untouched = [
  'additional_tools',
  'apply_patch_call',
  'apply_patch_call_output',
  'code_interpreter_call',
  'compaction',
  'compaction_trigger',
  'computer_call',
  'computer_call_output',
  'configuration_update',
  'file_search_call',
  'image_generation_call',
  'item_reference',
  'local_shell_call',
  'local_shell_call_output',
  'mcp_approval_request',
  'mcp_approval_response',
  'mcp_call',
  'mcp_list_tools',
  'program',
  'program_output',
  'shell_call',
  'shell_call_output',
  'tool_search_call',
  'tool_search_output',
  'web_search_call',
]

function judgeMessage(item: Json, path: string): void {
  if (item.role === undefined) throw missing(`${path}.role`)
  oneOf('assistant', 'system', 'developer', 'user')(item.role, `${path}.role`)
  const parts = item.role === 'assistant' ? outputParts : inputParts
  const fields = {
    type: anything,
    role: anything,
    content: content(parts),
    id: nullable(id('msg')),
    status,
    phase: anything,
  }
  shape(fields, { required: ['content'] })(item, path)
}

function judgeItem(item: Json, path: string): void {
  // Chat's way to carry calls and results is told about its first key that does not belong here.
  for (const stray of ['tool_calls', 'tool_call_id', 'function_call', 'refusal', 'reasoning_content']) {
    if (item[stray] !== undefined) throw unknown(`${path}.${stray}`)
  }
  const type = item.type ?? (item.role === undefined && item.id !== undefined ? 'item_reference' : 'message')
  const row = Object.hasOwn(rows, plain(type)) ? rows[plain(type)] : undefined
  if (type === 'message') judgeMessage(item, path)
  else if (row) shape({ type: anything, ...row.fields }, { required: row.required })(item, path)
  else if (!untouched.includes(plain(type))) {
    throw unsupportedValue(type, ['message', ...Object.keys(rows), ...untouched], path)
  }
}

export function judgeInput(items: readonly Json[], earlier: Conversation | undefined, conversation: boolean): void {
  items.forEach((item, index) => {
    judgeItem(item, `input[${index}]`)
  })
  const referenced = items.some(item => item.type === 'item_reference')
  judgePairs([...(earlier?.items ?? []), ...items], conversation || referenced)
  judgeReasoning(items)
}
