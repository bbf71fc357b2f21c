// Reads a chat completions request that has been judged.
import { isObject, type Json, objects } from './checks.ts'
import { costOfMessages } from './cost.ts'
import { attachmentsOf, type Callable, choose, type Question, textOf } from './question.ts'

function chosenNames(choice: Json): unknown[] {
  const inside = (entry: Json) => (isObject(entry.function) ? entry.function : entry.custom) as Json | undefined
  if (isObject(choice.allowed_tools)) return objects(choice.allowed_tools.tools).map(entry => inside(entry)?.name)
  // `function_call: { name }` is the old form of a choice.
  return [inside(choice)?.name ?? choice.name]
}

function callables(body: Json): Callable[] {
  const tools = objects(body.tools).map((tool): Callable => {
    const { name, parameters } = (tool.type === 'custom' ? tool.custom : tool.function) as Json
    return { type: tool.type === 'custom' ? 'custom' : 'function', name: String(name), parameters }
  })
  const functions = objects(body.functions).map(
    ({ name, parameters }): Callable => ({ type: 'function', name: String(name), parameters }),
  )
  return [...tools, ...functions]
}

function formatOf(value: unknown): Question['format'] {
  if (!isObject(value)) return { type: 'text' }
  if (value.type === 'json_schema') return { type: 'json_schema', schema: (value.json_schema as Json).schema ?? {} }
  return { type: value.type === 'json_object' ? 'json_object' : 'text' }
}

export function readChat(body: Json): Question {
  const messages = objects(body.messages)
  const lastOther = messages.findLastIndex(message => message.role !== 'tool' && message.role !== 'function')
  const user = messages.findLast(message => message.role === 'user')
  const limit = body.max_completion_tokens ?? body.max_tokens
  const stop = body.stop ?? []
  return {
    userText: textOf(user?.content),
    attachments: attachmentsOf(user?.content),
    toolOutputs: messages.slice(lastOther + 1).map(message => textOf(message.content)),
    ...choose(callables(body), body.tool_choice ?? body.function_call, chosenNames),
    // The old `function_call` form has room for one call.
    parallel: body.parallel_tool_calls !== false && body.functions === undefined,
    format: formatOf(body.response_format),
    maxTokens: typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY,
    stop: (Array.isArray(stop) ? stop : [stop]).map(String),
    inputTokens: costOfMessages(body),
  }
}
