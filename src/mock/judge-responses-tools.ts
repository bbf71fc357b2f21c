// The tools of a Responses request and the choice among them.
import {
  anything,
  boolean,
  type Check,
  either,
  isObject,
  isString,
  type Json,
  list,
  nullable,
  object,
  objects,
  oneOf,
  shape,
  text,
  toolName,
} from './checks.ts'
import { missing, unsupportedValue } from './problem.ts'
import { judgeSchema } from './strict-schema.ts'

const hosted = [
  'apply_patch',
  'code_interpreter',
  'computer',
  'computer_use_preview',
  'file_search',
  'image_generation',
  'local_shell',
  'mcp',
  'programmatic_tool_calling',
  'shell',
  'tool_search',
  'web_search',
  'web_search_2025_08_26',
  'web_search_preview',
  'web_search_preview_2025_03_11',
]

const kinds = ['function', 'custom', 'namespace', ...hosted]

const named: Record<string, Check> = {
  type: anything,
  name: toolName(128),
  description: nullable(text()),
  allowed_callers: anything,
  async: nullable(boolean),
  defer_loading: nullable(boolean),
}

const functionTool: Check = (value, path) => {
  const known = { ...named, parameters: nullable(object), strict: nullable(boolean), output_schema: anything }
  shape(known, { required: ['name'] })(value, path)
  const { name, parameters, strict } = value as Json
  const owner = { title: `function '${name}'`, param: `${path}.parameters`, code: 'invalid_function_parameters' }
  judgeSchema(parameters, strict === true, owner)
}

export const judgeTool: Check = (value, path) => {
  object(value, path)
  const { type } = value as Json
  if (type === undefined) throw missing(`${path}.type`)
  if (typeof type !== 'string' || !kinds.includes(type)) throw unsupportedValue(type, kinds, `${path}.type`)
  if (type === 'function') functionTool(value, path)
  if (type === 'custom') shape({ ...named, format: object }, { required: ['name'] })(value, path)
  if (type === 'namespace') {
    const known = { type: anything, name: toolName(128), description: text(), tools: list(judgeTool) }
    shape(known, { required: ['name', 'tools'] })(value, path)
  }
}

const choiceFields: Record<string, Record<string, Check>> = {
  function: { name: text() },
  custom: { name: text() },
  mcp: { server_label: text(), name: nullable(text()) },
  allowed_tools: { mode: oneOf('auto', 'required'), tools: list(object) },
}

const choice: Check = (value, path) => {
  const { type } = value as Json
  if (type === undefined) throw missing(`${path}.type`)
  const supported = [...Object.keys(choiceFields), ...hosted]
  if (typeof type !== 'string' || !supported.includes(type)) throw unsupportedValue(type, supported, `${path}.type`)
  const own = choiceFields[type] ?? {}
  const required = Object.keys(own).filter(key => type !== 'mcp' || key !== 'name')
  // A choice in chat's form, with its name inside `function`, is told about the key that is too much.
  shape({ type: anything, ...own }, { required, unknownFirst: true })(value, path)
}

export const judgeToolChoice: Check = either(
  'a string or an object',
  [isString, oneOf('none', 'auto', 'required')],
  [isObject, choice],
)

/** The tools of the request and those that items of the input bring, namespaces opened. */
export function declaredTools(body: Json): Json[] {
  const brought = objects(body.input).filter(
    item => item.type === 'additional_tools' || item.type === 'tool_search_output',
  )
  const all = [...objects(body.tools), ...brought.flatMap(item => objects(item.tools))]
  return all.flatMap(tool => {
    if (tool.type !== 'namespace') return [tool]
    return objects(tool.tools).map(inner => ({ ...inner, namespace: tool.name }))
  })
}
