// Which tool the model must, may or must not call. Chat nests names one level deeper than Responses.

import { InvalidInputError } from '../../errors.ts'
import type { Conversion } from '../conversion.ts'
import { child, type JsonObject, readArray, readObject, readString } from '../read.ts'
import { mapped, nested, same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'

const modes: ReadonlySet<unknown> = new Set(['none', 'auto', 'required'])

/** The members of chat's `function` or `custom` object against the choice. */
const nameFields = compile({
  chat: { name: mapped({ to: ['name'], is: 'string', note: 'The name of the tool.' }) },
  responses: {
    type: tag,
    namespace: mapped({ to: ['name'], is: 'string', note: 'Part of the chat name, when that namespace was declared.' }),
  },
})
const choiceFields = compile({ chat: { type: tag, function: nested, custom: nested }, responses: {} })

/** The members of chat's `allowed_tools` object against the choice. */
const allowedFields = compile({
  chat: {
    mode: same('string'),
    tools: mapped({ to: ['tools'], is: 'array', note: 'Each like a choice of one tool.' }),
  },
  responses: { type: tag },
})
const allowedChoiceFields = compile({ chat: { type: tag, allowed_tools: nested }, responses: {} })

/** What becomes of each choice. Printed by `explain`. */
export const toolChoiceNotes = {
  none: 'The same word.',
  auto: 'The same word.',
  required: 'The same word.',
  function: 'The name is nested under `function` in chat, flat in Responses.',
  custom: 'The name is nested under `custom` in chat, flat in Responses.',
  allowed_tools: 'Mode and tools are nested under `allowed_tools` in chat, flat in Responses.',
} as const

const whyNotCallable = 'Chat can be told to call function and custom tools only.'

/** Choices of tools that only Responses has. */
export const lostToolChoices = {
  apply_patch: whyNotCallable,
  code_interpreter: whyNotCallable,
  computer: whyNotCallable,
  computer_use: whyNotCallable,
  computer_use_preview: whyNotCallable,
  file_search: whyNotCallable,
  image_generation: whyNotCallable,
  mcp: whyNotCallable,
  programmatic_tool_calling: whyNotCallable,
  shell: whyNotCallable,
  web_search_preview: whyNotCallable,
  web_search_preview_2025_03_11: whyNotCallable,
} as const

/** `{ type, [type]: { name } }` to `{ type, name }`. */
function flatten(choice: JsonObject, at: string, run: Conversion): JsonObject {
  const type = choice.type as string
  const inner = child(at, type)
  const named = readObject(choice[type], inner, 'The tool to call')
  const name = readString(named.name, child(inner, 'name'), 'The name of the tool to call')
  convertFields(choiceFields.toResponses, choice, {}, at, run)
  return convertFields(nameFields.toResponses, named, { type, name }, inner, run)
}

/** `{ type, name }` to `{ type, [type]: { name } }`. A namespaced name is joined, as in `tools`. */
function nest(choice: JsonObject, at: string, run: Conversion): JsonObject {
  const name = readString(choice.name, child(at, 'name'), 'The name of the tool to call')
  const { namespace } = choice
  const flat = typeof namespace === 'string' ? run.toolNames?.flatten(namespace, name) : undefined
  const named = convertFields(nameFields.toChat, choice, { name: flat ?? name }, at, run)
  return { type: choice.type, [choice.type as string]: named }
}

const isCallable = (choice: JsonObject) => choice.type === 'function' || choice.type === 'custom'

function readChoice(value: unknown, at: string): JsonObject {
  const choice = readObject(value, at, 'tool_choice, when it is not "none", "auto" or "required",')
  readString(choice.type, child(at, 'type'), 'The type of a tool choice')
  return choice
}

/** Converts each allowed tool; what is not a function or custom tool is lost. */
function allowedTools(list: unknown, at: string, run: Conversion, why: string, convert: typeof flatten): JsonObject[] {
  const tools: JsonObject[] = []
  for (const [index, value] of readArray(list, at, 'The allowed tools').entries()) {
    const toolAt = child(at, index)
    const tool = readObject(value, toolAt, 'An allowed tool')
    readString(tool.type, child(toolAt, 'type'), 'The type of an allowed tool')
    if (isCallable(tool)) tools.push(convert(tool, toolAt, run))
    else run.dropped(toolAt, 'no-counterpart', why)
  }
  return tools
}

export function toolChoiceToResponses(value: unknown, at: string, run: Conversion): unknown {
  if (modes.has(value)) return value
  const choice = readChoice(value, at)
  if (isCallable(choice)) return flatten(choice, at, run)
  if (choice.type !== 'allowed_tools') {
    run.dropped(at, 'unknown-value', 'Chat has no tool choice of this type.')
    return undefined
  }
  const inner = child(at, 'allowed_tools')
  const allowed = readObject(choice.allowed_tools, inner, 'allowed_tools')
  const why = 'Chat documents function and custom tools only.'
  convertFields(allowedChoiceFields.toResponses, choice, {}, at, run)
  const flat = convertFields(allowedFields.toResponses, allowed, { type: 'allowed_tools' }, inner, run)
  return { ...flat, tools: allowedTools(allowed.tools, child(inner, 'tools'), run, why, flatten) }
}

export function toolChoiceToChat(value: unknown, at: string, run: Conversion): unknown {
  if (modes.has(value)) return value
  const choice = readChoice(value, at)
  if (isCallable(choice)) return nest(choice, at, run)
  if (choice.type !== 'allowed_tools') {
    run.dropped(at, 'no-counterpart', whyNotCallable)
    return undefined
  }
  const why = 'Chat can allow function and custom tools only.'
  const allowed = convertFields(allowedFields.toChat, choice, {}, at, run)
  const tools = allowedTools(choice.tools, child(at, 'tools'), run, why, nest)
  return { type: 'allowed_tools', allowed_tools: { ...allowed, tools } }
}

/** Legacy `function_call` of a request: a mode, or a bare name. */
export function functionChoiceToResponses(value: unknown, target: JsonObject, at: string, run: Conversion): void {
  if (value === 'none' || value === 'auto') target.tool_choice = value
  else if (typeof value === 'string') {
    throw new InvalidInputError(at, 'function_call must be "none", "auto" or an object with the name of a function.')
  } else {
    const choice = readObject(value, at, 'function_call, when it is not "none" or "auto",')
    const name = readString(choice.name, child(at, 'name'), 'The name of the function to call')
    target.tool_choice = convertFields(nameFields.toResponses, choice, { type: 'function', name }, at, run)
  }
}
