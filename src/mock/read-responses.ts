// Reads a Responses request that has been judged, with what the server remembers before it.
import { isObject, type Json, objects, plain } from './checks.ts'
import { costOfItems } from './cost.ts'
import { declaredTools } from './judge-responses-tools.ts'
import { attachmentsOf, type Callable, choose, type Question, textOf } from './question.ts'

function chosenNames(choice: Json): unknown[] {
  return choice.type === 'allowed_tools' ? objects(choice.tools).map(tool => tool.name) : [choice.name]
}

function callables(body: Json): Callable[] {
  const own = declaredTools(body).filter(tool => tool.type === 'function' || tool.type === 'custom')
  return own.map(tool => ({
    type: tool.type === 'custom' ? 'custom' : 'function',
    name: plain(tool.name),
    parameters: tool.parameters,
    ...(tool.namespace === undefined ? {} : { namespace: plain(tool.namespace) }),
  }))
}

/** The input of this turn as items; a string is a user message. */
export function inputItems(body: Json): Json[] {
  return typeof body.input === 'string' ? [{ type: 'message', role: 'user', content: body.input }] : objects(body.input)
}

const isResult = (item: Json) => plain(item.type).endsWith('_call_output')

function formatOf(value: unknown): Question['format'] {
  const format = isObject(value) && isObject(value.format) ? value.format : {}
  if (format.type === 'json_schema') return { type: 'json_schema', schema: format.schema }
  return { type: format.type === 'json_object' ? 'json_object' : 'text' }
}

export function readResponses(body: Json, before: readonly Json[]): Question {
  const items = inputItems(body)
  const lastOther = items.findLastIndex(item => !isResult(item))
  const user = [...before, ...items].findLast(item => item.role === 'user')
  const limit = body.max_output_tokens
  return {
    userText: textOf(user?.content),
    attachments: attachmentsOf(user?.content),
    toolOutputs: items.slice(lastOther + 1).map(item => textOf(item.output)),
    ...choose(callables(body), body.tool_choice, chosenNames),
    parallel: body.parallel_tool_calls !== false,
    format: formatOf(body.text),
    maxTokens: typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY,
    stop: [],
    inputTokens: costOfItems([...before, ...items], body),
  }
}
