// The 16 tools of a Responses request, how one of them is chosen, and the format of the answer.
import type * as z from 'zod'
import { choice, either } from './choice.ts'
import { flag, json, list, literal, number, object, optional, orNull, owed, record, text, word } from './kinds.ts'
import {
  callers,
  codeInterpreter,
  fileSearch,
  imageGeneration,
  mcp,
  shell,
  webSearch,
  webSearchPreview,
} from './responses-hosted-tools.ts'
import { verbosity } from './settings.ts'

const described = {
  description: optional(orNull(text)),
  async: optional(flag),
  defer_loading: optional(flag),
  output_schema: optional(orNull(record(json))),
  ...callers,
}

const functionTool = object({
  type: literal('function'),
  name: text,
  parameters: owed(orNull(record(json))),
  strict: owed(orNull(flag)),
  ...described,
})

const format = choice('type', {
  text: object({ type: literal('text') }),
  grammar: object({ type: literal('grammar'), definition: text, syntax: word('lark', 'regex') }),
})

const customTool = object({
  type: literal('custom'),
  name: text,
  description: optional(text),
  format: optional(format),
  async: optional(flag),
  defer_loading: optional(flag),
  ...callers,
})

const namespacedFunction = object({
  type: literal('function'),
  name: text,
  parameters: optional(json),
  strict: optional(orNull(flag)),
  ...described,
})

const namespaceTool = object({
  type: literal('namespace'),
  name: text,
  description: owed(text),
  tools: list(choice('type', { function: namespacedFunction, custom: customTool })),
})

const tools = {
  function: functionTool,
  custom: customTool,
  namespace: namespaceTool,
  tool_search: object({
    type: literal('tool_search'),
    description: optional(orNull(text)),
    execution: optional(word('server', 'client')),
    parameters: optional(json),
  }),
  file_search: fileSearch,
  web_search: webSearch,
  web_search_2025_08_26: webSearch,
  web_search_preview: webSearchPreview,
  web_search_preview_2025_03_11: webSearchPreview,
  mcp,
  code_interpreter: codeInterpreter,
  image_generation: imageGeneration,
  computer: object({ type: literal('computer') }),
  computer_use_preview: object({
    type: literal('computer_use_preview'),
    display_height: number,
    display_width: number,
    environment: word('windows', 'mac', 'linux', 'ubuntu', 'browser'),
  }),
  local_shell: object({ type: literal('local_shell') }),
  shell,
  apply_patch: object({ type: literal('apply_patch'), ...callers }),
  programmatic_tool_calling: object({ type: literal('programmatic_tool_calling') }),
}

export type ResponsesTool = z.infer<(typeof tools)[keyof typeof tools]>

export const responsesTool: z.ZodType<ResponsesTool, ResponsesTool> = choice('type', tools)

const hosted = object({
  type: word(
    'file_search',
    'web_search_preview',
    'computer',
    'computer_use_preview',
    'computer_use',
    'web_search_preview_2025_03_11',
    'image_generation',
    'code_interpreter',
    'mcp',
  ),
})

const choices = {
  function: object({ type: literal('function'), name: text }),
  custom: object({ type: literal('custom'), name: text }),
  allowed_tools: object({
    type: literal('allowed_tools'),
    mode: word('auto', 'required'),
    tools: list(record(json)),
  }),
  mcp: object({ type: literal('mcp'), server_label: text, name: optional(orNull(text)) }),
  apply_patch: object({ type: literal('apply_patch') }),
  shell: object({ type: literal('shell') }),
  programmatic_tool_calling: object({ type: literal('programmatic_tool_calling') }),
  file_search: hosted,
  web_search_preview: hosted,
  web_search_preview_2025_03_11: hosted,
  computer: hosted,
  computer_use_preview: hosted,
  computer_use: hosted,
  image_generation: hosted,
  code_interpreter: hosted,
}

export const responsesToolChoice = either(word('none', 'auto', 'required'), choice('type', choices))

const textFormat = object({ type: literal('text') })
const jsonSchemaFormat = object({
  type: literal('json_schema'),
  name: text,
  schema: record(json),
  description: optional(text),
  strict: optional(orNull(flag)),
})

/** The formats an update in mid-conversation may set. */
export const updatedFormat = choice('type', { text: textFormat, json_schema: jsonSchemaFormat })

export const textSettings = object({
  format: optional(
    choice('type', {
      text: textFormat,
      json_schema: jsonSchemaFormat,
      json_object: object({ type: literal('json_object') }),
    }),
  ),
  verbosity: optional(orNull(verbosity)),
})
