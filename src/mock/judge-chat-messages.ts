// The messages of a chat request: roles, content for each role, and tool results that belong to a call.
import {
  anything,
  type Check,
  either,
  isArray,
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
} from './checks.ts'
import { invalid, missing, unsupportedValue } from './problem.ts'

const roles = ['system', 'assistant', 'user', 'function', 'tool', 'developer']

const partFields: Record<string, Record<string, Check>> = {
  text: { text: text() },
  refusal: { refusal: text() },
  image_url: {
    image_url: shape({ url: text(), detail: oneOf('auto', 'low', 'high', 'original') }, { required: ['url'] }),
  },
  input_audio: { input_audio: shape({ data: text(), format: oneOf('wav', 'mp3') }, { required: ['data', 'format'] }) },
  file: { file: shape({ file_data: text(), file_id: text(), filename: text() }) },
}

function part(...kinds: string[]): Check {
  return (value, path) => {
    object(value, path)
    const type = (value as Json).type
    if (type === undefined) throw missing(`${path}.type`)
    if (typeof type !== 'string' || !kinds.includes(type)) throw unsupportedValue(type, kinds, path)
    const own = partFields[type] ?? {}
    const known = { type: anything, prompt_cache_breakpoint: anything, ...own }
    shape(known, { required: Object.keys(own) })(value, path)
  }
}

function content(...kinds: string[]): Check {
  return either('a string or an array of objects', [isString, text()], [isArray, list(part(...kinds), { min: 1 })])
}

const calledFunction = shape({ name: text(), arguments: text() }, { required: ['name', 'arguments'] })

const toolCall: Check = (value, path) => {
  object(value, path)
  const { type } = value as Json
  if (type === undefined) throw missing(`${path}.type`)
  oneOf('function', 'custom')(type, `${path}.type`)
  const own: Record<string, Check> =
    type === 'custom'
      ? { custom: shape({ name: text(), input: text() }, { required: ['name', 'input'] }) }
      : { function: calledFunction }
  // `index` stays behind when a client keeps the calls of a stream; recordings show it accepted.
  shape({ type: anything, id: text(), index: anything, ...own }, { required: ['id', ...Object.keys(own)] })(value, path)
}

const simple = { role: anything, content: content('text'), name: text() }

const messageFields: Record<string, Record<string, Check>> = {
  system: simple,
  developer: simple,
  user: { ...simple, content: content('text', 'image_url', 'input_audio', 'file') },
  tool: { ...simple, tool_call_id: text() },
  function: { role: anything, name: text(), content: nullable(text()) },
  // Recordings show `annotations` of an earlier answer accepted. `reasoning_content` and `reasoning` are how
  // reasoning travels through chat history with the servers that have it.
  assistant: {
    ...simple,
    content: nullable(content('text', 'refusal')),
    annotations: anything,
    audio: nullable(object),
    function_call: nullable(calledFunction),
    reasoning: anything,
    reasoning_content: anything,
    refusal: nullable(text()),
    tool_calls: list(toolCall, { min: 1 }),
  },
}

const requiredFields: Record<string, string[]> = {
  tool: ['content', 'tool_call_id'],
  function: ['name'],
  assistant: [],
}

function judgeMessage(message: Json, path: string): void {
  const role = message.role
  if (role === undefined) throw missing(`${path}.role`)
  if (typeof role !== 'string' || !roles.includes(role)) throw unsupportedValue(role, roles, `${path}.role`)
  shape(messageFields[role] ?? {}, { required: requiredFields[role] ?? ['content'] })(message, path)
  if (role !== 'assistant') return
  const says = [message.content, message.tool_calls, message.function_call, message.refusal, message.audio]
  if (says.every(value => value === undefined || value === null)) {
    throw invalid(`Invalid value for 'content': expected a string, got null.`, `${path}.content`, null)
  }
}

/** Every call of an assistant message is answered by the tool messages right behind it, and nothing else is. */
function judgeToolMessages(messages: readonly Json[]): void {
  let open = new Set<unknown>()
  let answerable = new Set<unknown>()
  const judgeOpen = () => {
    if (open.size === 0) return
    throw invalid(
      `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
      'messages',
    )
  }
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!answerable.has(message.tool_call_id)) {
        throw invalid(
          `Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.`,
          `messages.[${index}].role`,
        )
      }
      open.delete(message.tool_call_id)
      continue
    }
    judgeOpen()
    answerable = new Set(objects(message.tool_calls).map(call => call.id))
    open = new Set(answerable)
  }
  judgeOpen()
}

export function judgeChatMessages(messages: readonly Json[]): void {
  messages.forEach((message, index) => {
    if (isObject(message)) judgeMessage(message, `messages[${index}]`)
  })
  judgeToolMessages(messages)
}
