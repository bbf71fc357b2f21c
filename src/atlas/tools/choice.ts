// Which tool the model must, may or must not call. Chat nests names one level deeper than Responses.
import type { Conversion } from '../conversion.ts'
import { child, isObject, type JsonObject, readArray, readObject, readString } from '../read.ts'

const modes: ReadonlySet<unknown> = new Set(['none', 'auto', 'required'])

/** `{ type, [type]: { name } }` to `{ type, name }`. */
function flatten(choice: JsonObject, at: string): JsonObject {
  const type = choice.type as string
  const named = readObject(choice[type], child(at, type), 'The tool to call')
  return { type, name: readString(named.name, child(child(at, type), 'name'), 'The name of the tool to call') }
}

/** `{ type, name }` to `{ type, [type]: { name } }`. A namespaced name is joined, as in `tools`. */
function nest(choice: JsonObject, at: string, run: Conversion): JsonObject {
  const name = readString(choice.name, child(at, 'name'), 'The name of the tool to call')
  const { namespace } = choice
  const flat = typeof namespace === 'string' ? run.toolNames?.flatten(namespace, name) : undefined
  return { type: choice.type, [choice.type as string]: { name: flat ?? name } }
}

const isCallable = (choice: JsonObject) => choice.type === 'function' || choice.type === 'custom'

export function toolChoiceToResponses(value: unknown, at: string, run: Conversion): unknown {
  if (modes.has(value)) return value
  const choice = readObject(value, at, 'tool_choice, when it is not "none", "auto" or "required",')
  if (isCallable(choice)) return flatten(choice, at)
  if (choice.type !== 'allowed_tools') {
    run.dropped(at, 'unknown-value', 'Chat has no tool choice of this type.')
    return undefined
  }
  const inner = child(at, 'allowed_tools')
  const allowed = readObject(choice.allowed_tools, inner, 'allowed_tools')
  const tools = readArray(allowed.tools, child(inner, 'tools'), 'The allowed tools')
  return {
    type: 'allowed_tools',
    mode: allowed.mode,
    tools: tools.map((tool, index) =>
      isObject(tool) && isCallable(tool) && isObject(tool[tool.type as string])
        ? flatten(tool, child(child(inner, 'tools'), index))
        : tool,
    ),
  }
}

export function toolChoiceToChat(value: unknown, at: string, run: Conversion): unknown {
  if (modes.has(value)) return value
  const choice = readObject(value, at, 'tool_choice, when it is not "none", "auto" or "required",')
  if (isCallable(choice)) return nest(choice, at, run)
  if (choice.type !== 'allowed_tools') {
    run.dropped(at, 'no-counterpart', 'Chat can be told to call function and custom tools only.')
    return undefined
  }
  const list = readArray(choice.tools, child(at, 'tools'), 'The allowed tools')
  const tools: JsonObject[] = []
  for (let index = 0; index < list.length; index++) {
    const toolAt = child(child(at, 'tools'), index)
    const tool = list[index]
    if (isObject(tool) && isCallable(tool)) tools.push(nest(tool, toolAt, run))
    else run.dropped(toolAt, 'no-counterpart', 'Chat can allow function and custom tools only.')
  }
  return { type: 'allowed_tools', allowed_tools: { mode: choice.mode, tools } }
}

/** Legacy `function_call` of a request: a mode, or a bare name. */
export function functionChoiceToResponses(
  value: unknown,
  target: JsonObject,
  at: string,
  run: Conversion,
  request: JsonObject,
): void {
  if (request.tool_choice !== undefined && request.tool_choice !== null) {
    run.dropped(at, 'overruled', 'tool_choice says it too and is kept.')
  } else if (typeof value === 'string') target.tool_choice = value
  else {
    const choice = readObject(value, at, 'function_call, when it is not "none" or "auto",')
    const name = readString(choice.name, child(at, 'name'), 'The name of the function to call')
    target.tool_choice = { type: 'function', name }
  }
}
