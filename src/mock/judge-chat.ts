// Whether the chat completions API would take a request, and what it says when it would not.
import {
  anything,
  boolean,
  type Check,
  decimal,
  either,
  integer,
  isArray,
  isObject,
  isString,
  type Json,
  list,
  metadata,
  nullable,
  object,
  objects,
  oneOf,
  shape,
  text,
  toolName,
} from './checks.ts'
import { judgeChatMessages } from './judge-chat-messages.ts'
import { invalid, missing } from './problem.ts'
import { judgeSchema } from './strict-schema.ts'

const functionFields: Record<string, Check> = {
  name: toolName(64),
  description: text(),
  parameters: object,
  strict: nullable(boolean),
  // Recordings show a function that repeats its type accepted.
  type: anything,
}

const tool: Check = (value, path) => {
  object(value, path)
  const entry = value as Json
  if (entry.type === undefined) throw missing(`${path}.type`)
  oneOf('function', 'custom')(entry.type, `${path}.type`)
  if (entry.type === 'custom') {
    const custom = shape({ name: toolName(64), description: text(), format: object }, { required: ['name'] })
    return shape({ type: anything, custom }, { required: ['custom'] })(value, path)
  }
  shape({ type: anything, function: shape(functionFields, { required: ['name'] }) }, { required: ['function'] })(
    value,
    path,
  )
  const { name, parameters, strict } = entry.function as Json
  const owner = {
    title: `function '${name}'`,
    param: `${path}.function.parameters`,
    code: 'invalid_function_parameters',
  }
  judgeSchema(parameters, strict === true, owner)
}

const named = shape({ name: text() }, { required: ['name'] })

const choice: Check = (value, path) => {
  const { type } = value as Json
  if (type === undefined) throw missing(`${path}.type`)
  oneOf('function', 'custom', 'allowed_tools')(type, `${path}.type`)
  const inside = type === 'allowed_tools' ? shape({ mode: oneOf('auto', 'required'), tools: list(object) }) : named
  shape({ type: anything, [String(type)]: inside }, { required: [String(type)] })(value, path)
}

const jsonSchema: Check = (value, path) => {
  const fields = { name: toolName(64), description: text(), schema: object, strict: nullable(boolean) }
  shape(fields, { required: ['name'] })(value, path)
  const { name, schema, strict } = value as Json
  const owner = { title: `response_format '${name}'`, param: 'response_format', code: 'invalid_json_schema' }
  if (strict === true) judgeSchema(schema, true, owner)
}

const format: Check = (value, path) => {
  object(value, path)
  const { type } = value as Json
  if (type === undefined) throw missing(`${path}.type`)
  oneOf('json_object', 'json_schema', 'text')(type, `${path}.type`)
  if (type !== 'json_schema') return shape({ type: anything })(value, path)
  shape({ type: anything, json_schema: jsonSchema }, { required: ['json_schema'] })(value, path)
}

const efforts = oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max')
const tokens = integer(1)

/** All 37 parameters. `nullable` where the API's own types say so: a `null` anywhere else is refused. */
const fields: Record<string, Check> = {
  audio: nullable(object),
  frequency_penalty: nullable(decimal(-2, 2)),
  function_call: either('a string or an object', [isString, oneOf('none', 'auto')], [isObject, named]),
  functions: list(shape({ ...functionFields, strict: anything }, { required: ['name'] }), { min: 1, max: 128 }),
  logit_bias: nullable(object),
  logprobs: nullable(boolean),
  max_completion_tokens: nullable(tokens),
  max_tokens: nullable(tokens),
  messages: list(object, { min: 1 }),
  metadata: nullable(metadata),
  modalities: nullable(list(oneOf('text', 'audio'), { of: 'strings' })),
  model: text(),
  moderation: nullable(object),
  n: nullable(integer(1, 128)),
  parallel_tool_calls: boolean,
  prediction: nullable(object),
  presence_penalty: nullable(decimal(-2, 2)),
  prompt_cache_key: nullable(text()),
  prompt_cache_options: object,
  prompt_cache_retention: nullable(oneOf('in_memory', '24h')),
  reasoning_effort: nullable(efforts),
  response_format: format,
  safety_identifier: nullable(text(128)),
  seed: nullable(integer()),
  service_tier: nullable(oneOf('auto', 'default', 'flex', 'scale', 'priority', 'fast')),
  stop: nullable(
    either('a string or an array of strings', [isString, text()], [isArray, list(text(), { max: 4, of: 'strings' })]),
  ),
  store: nullable(boolean),
  stream: nullable(boolean),
  stream_options: nullable(shape({ include_usage: boolean, include_obfuscation: boolean })),
  temperature: nullable(decimal(0, 2)),
  tool_choice: either('a string or an object', [isString, oneOf('none', 'auto', 'required')], [isObject, choice]),
  tools: list(tool, { min: 1, max: 128 }),
  top_logprobs: nullable(integer(0, 20)),
  top_p: nullable(decimal(0, 1)),
  user: text(),
  verbosity: nullable(oneOf('low', 'medium', 'high')),
  web_search_options: object,
}

function judgeTogether(body: Json): void {
  for (const dependent of ['tool_choice', 'parallel_tool_calls']) {
    if (body[dependent] === undefined || body.tools !== undefined) continue
    throw invalid(
      `Invalid value for '${dependent}': '${dependent}' is only allowed when 'tools' are specified.`,
      dependent,
    )
  }
  if (body.function_call !== undefined && body.functions === undefined) {
    throw invalid(
      `Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.`,
      'function_call',
    )
  }
  if (body.stream_options && body.stream !== true) {
    throw invalid(`The 'stream_options' parameter is only allowed when 'stream' is enabled.`, 'stream_options')
  }
  if (body.top_logprobs && body.logprobs !== true) {
    throw invalid(`The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.`, 'top_logprobs')
  }
  if (body.max_tokens && body.max_completion_tokens) {
    throw invalid(
      `Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.`,
      'max_tokens',
      'invalid_parameter_combination',
    )
  }
  const wanted = isObject(body.tool_choice) ? body.tool_choice : undefined
  const kind = String(wanted?.type)
  if (wanted === undefined || kind === 'allowed_tools') return
  const inside = wanted[kind] as Json
  const declared = objects(body.tools).some(entry => isObject(entry[kind]) && entry[kind].name === inside.name)
  if (!declared) throw invalid(`Tool choice '${kind}' not found in 'tools' parameter.`, 'tool_choice')
}

export function judgeChat(body: Json): void {
  const strangers = Object.keys(body).filter(key => !Object.hasOwn(fields, key))
  if (strangers.length > 0) {
    throw invalid(`Unrecognized request argument${strangers.length > 1 ? 's' : ''} supplied: ${strangers.join(', ')}`)
  }
  if (body.model === undefined) throw invalid('you must provide a model parameter')
  if (body.messages === undefined) throw missing('messages')
  for (const [key, value] of Object.entries(body)) fields[key]?.(value, key)
  judgeChatMessages(objects(body.messages))
  judgeTogether(body)
  const jsonMode = isObject(body.response_format) && body.response_format.type === 'json_object'
  if (jsonMode && !/json/i.test(JSON.stringify(body.messages))) {
    throw invalid(
      `'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.`,
      'messages',
    )
  }
}
