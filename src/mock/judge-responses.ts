// Whether the Responses API would take a request, and what it says when it would not.
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
} from './checks.ts'
import { judgeInput } from './judge-responses-input.ts'
import { declaredTools, judgeTool, judgeToolChoice } from './judge-responses-tools.ts'
import type { Conversation } from './memory.ts'
import { invalid, missing, unknown } from './problem.ts'
import { judgeSchema } from './strict-schema.ts'

/** Chat parameters that live elsewhere over here: the API says where. */
const moved: Record<string, string> = {
  function_call: 'tool_choice',
  functions: 'tools',
  max_completion_tokens: 'max_output_tokens',
  max_tokens: 'max_output_tokens',
  messages: 'input',
  reasoning_effort: 'reasoning.effort',
  response_format: 'text.format',
  verbosity: 'text.verbosity',
}

const includable = [
  'file_search_call.results',
  'web_search_call.results',
  'web_search_call.action.sources',
  'message.input_image.image_url',
  'computer_call_output.output.image_url',
  'code_interpreter_call.outputs',
  'reasoning.encrypted_content',
  'message.output_text.logprobs',
]

const format: Check = (value, path) => {
  object(value, path)
  const { type, name, schema, strict } = value as Json
  if (type === undefined) throw missing(`${path}.type`)
  oneOf('json_object', 'json_schema', 'text')(type, `${path}.type`)
  if (type !== 'json_schema') return shape({ type: anything })(value, path)
  const known = { type: anything, name: text(64), schema: object, description: text(), strict: nullable(boolean) }
  shape(known, { required: ['name', 'schema'] })(value, path)
  const owner = { title: `response_format '${name}'`, param: `${path}.schema`, code: 'invalid_json_schema' }
  if (strict === true) judgeSchema(schema, true, owner)
}

const textConfig = shape({ format, verbosity: nullable(oneOf('low', 'medium', 'high')) })

const reasoning = shape({
  context: nullable(text()),
  effort: nullable(oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max')),
  generate_summary: nullable(oneOf('auto', 'concise', 'detailed')),
  mode: nullable(text()),
  summary: nullable(oneOf('auto', 'concise', 'detailed')),
})

/** All 33 parameters, and `client_metadata`, which is undocumented but sent by an agent in wide use. */
const fields: Record<string, Check> = {
  access_programs: anything,
  background: nullable(boolean),
  client_metadata: anything,
  context_management: nullable(list(object)),
  conversation: nullable(
    either('a string or an object', [isString, text()], [isObject, shape({ id: text() }, { required: ['id'] })]),
  ),
  image: object,
  include: nullable(list(oneOf(...includable), { of: 'strings' })),
  input: either('one of a string or array of input items', [isString, text()], [isArray, list(object)]),
  instructions: nullable(text()),
  max_output_tokens: nullable(integer(16)),
  max_tool_calls: nullable(integer(1)),
  metadata: nullable(metadata),
  model: text(),
  moderation: nullable(object),
  parallel_tool_calls: nullable(boolean),
  previous_response_id: nullable(text()),
  prompt: nullable(object),
  prompt_cache_key: nullable(text()),
  prompt_cache_options: object,
  prompt_cache_retention: nullable(oneOf('in_memory', '24h')),
  reasoning: nullable(reasoning),
  safety_identifier: nullable(text(128)),
  service_tier: nullable(oneOf('auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast')),
  store: nullable(boolean),
  stream: nullable(boolean),
  stream_options: nullable(shape({ include_obfuscation: boolean })),
  temperature: nullable(decimal(0, 2)),
  text: textConfig,
  tool_choice: judgeToolChoice,
  tools: list(judgeTool),
  top_logprobs: nullable(integer(0, 20)),
  top_p: nullable(decimal(0, 1)),
  truncation: nullable(oneOf('auto', 'disabled')),
  user: text(),
}

function judgeKeys(body: Json): void {
  for (const key of Object.keys(body)) {
    if (Object.hasOwn(fields, key)) continue
    if (!Object.hasOwn(moved, key)) throw unknown(key)
    const target = moved[key]
    throw invalid(
      `Unsupported parameter: '${key}'. In the Responses API, this parameter has moved to '${target}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.`,
      key,
      'unsupported_parameter',
    )
  }
}

function judgeTogether(body: Json): void {
  if (body.previous_response_id && body.conversation) {
    throw invalid(
      `Mutually exclusive parameters: 'previous_response_id' and 'conversation'. Ensure you are only providing one of these parameters.`,
      'previous_response_id',
      'mutually_exclusive_parameters',
    )
  }
  if (body.stream_options && body.stream !== true) {
    throw invalid(`The 'stream_options' parameter is only allowed when 'stream' is enabled.`, 'stream_options')
  }
  const tools = declaredTools(body)
  if (body.tool_choice === 'required' && tools.length === 0) {
    throw invalid(`Tool choice 'required' must be specified with 'tools' parameter.`, 'tool_choice')
  }
  const wanted = isObject(body.tool_choice) ? body.tool_choice : undefined
  if (wanted === undefined || wanted.type === 'allowed_tools') return
  const declared = tools.some(
    tool => tool.type === wanted.type && (wanted.name === undefined || tool.name === wanted.name),
  )
  if (!declared) throw invalid(`Tool choice '${wanted.type}' not found in 'tools' parameter.`, 'tool_choice')
}

export function judgeResponses(body: Json, earlier: Conversation | undefined): void {
  judgeKeys(body)
  if (body.model === undefined && !body.prompt) throw missing('model')
  const starts = ['input', 'previous_response_id', 'prompt', 'conversation'].some(key => body[key] != null)
  if (!starts) {
    const ways = `One of "input" or "previous_response_id" or "prompt" or "conversation" must be provided.`
    throw invalid(ways, 'input', 'missing_required_parameter')
  }
  for (const [key, value] of Object.entries(body)) fields[key]?.(value, key)
  if (body.previous_response_id && earlier === undefined) {
    const id = body.previous_response_id
    throw invalid(`Previous response with id '${id}' not found.`, 'previous_response_id', 'previous_response_not_found')
  }
  judgeInput(objects(body.input), earlier, body.conversation != null)
  judgeTogether(body)
  // Instructions do not count: the API looks at the input alone.
  const wanted = isObject(body.text) && isObject(body.text.format) ? body.text.format.type : undefined
  if (wanted === 'json_object' && !/json/i.test(JSON.stringify([body.input, earlier?.items]))) {
    throw invalid(
      `Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.`,
      'input',
    )
  }
}
