// The list of tools a request declares, both ways.
import type { Conversion } from '../conversion.ts'
import { child, isObject, type JsonObject, readArray, readObject, readString } from '../read.ts'
import { type FieldStep, lost, nested, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import { customTool } from './custom.ts'
import { functionTool } from './function.ts'
import { lostTools, webSearchTools, whyNoWebSearch } from './hosted.ts'
import { broughtToolLists, type ToolList, toolsOf } from './names.ts'
import { webSearch } from './web-search.ts'

export const chatTools = { function: functionTool, custom: customTool } as const

/** What becomes of the tools that have a counterpart. Printed by `explain`. */
export const toolNotes = {
  function: 'Nested under `function` in chat, flat in Responses.',
  custom: 'Nested under `custom` in chat, flat in Responses.',
  web_search: 'web_search_options, for chat models made for search; for any other model it is lost.',
  namespace: 'Its functions, under names that carry the namespace; calls of them are told apart again on the way back.',
} as const

const lostToolReasons: ReadonlyMap<string, string> = new Map(Object.entries(lostTools))
const webSearchTypes: ReadonlySet<string> = new Set(webSearchTools)

/** Adds tools to a request that may have some already: `tools`, `functions` and `web_search_options` meet there. */
export function addTools(target: JsonObject, tools: readonly JsonObject[]): void {
  const existing = target.tools
  target.tools = Array.isArray(existing) ? [...existing, ...tools] : tools
}

export function toolsToResponses(value: unknown, target: JsonObject, at: string, run: Conversion): void {
  const list = readArray(value, at, 'tools')
  const tools: JsonObject[] = []
  const mark = run.mark
  for (let index = 0; index < list.length; index++) {
    const toolAt = child(at, index)
    const tool = readObject(list[index], toolAt, 'A tool')
    if (tool.type === 'function') tools.push(functionTool.toResponses(tool, toolAt, run))
    else if (tool.type === 'custom') tools.push(customTool.toResponses(tool, toolAt, run))
    else {
      readString(tool.type, child(toolAt, 'type'), 'The type of a tool')
      run.dropped(toolAt, 'unknown-value', 'Chat documents function and custom tools only.')
    }
  }
  if (tools.length > 0 || list.length === 0) addTools(target, tools)
  else run.gather(mark, at)
}

/** Legacy `functions`: definitions without a tool around them. */
export function functionsToResponses(value: unknown, target: JsonObject, at: string, run: Conversion): void {
  const tools = readArray(value, at, 'functions').map((definition, index) =>
    functionTool.fromDefinition(readObject(definition, child(at, index), 'A function'), child(at, index), run),
  )
  addTools(target, tools)
}

export const webSearchToResponses: FieldStep = (value, target, at, run, request) => {
  if (!webSearch.isFor(request.model)) run.changed(at, 'reshaped', whyNoWebSearch)
  addTools(target, [webSearch.toResponses(readObject(value, at, 'web_search_options'), at, run)])
}

const namespaceFields = compile({
  chat: {},
  responses: {
    type: tag,
    name: tag,
    tools: nested,
    description: lost('string', 'Chat has no namespaces to describe.'),
  },
})

/** The functions of a namespace, under names that carry the namespace. */
function namespaceToChat(tool: JsonObject, at: string, run: Conversion): JsonObject[] {
  const namespace = readString(tool.name, child(at, 'name'), 'The name of a namespace')
  const members = readArray(tool.tools, child(at, 'tools'), 'The tools of a namespace')
  run.changed(at, 'reshaped', 'Chat has no namespaces; its functions carry the namespace in their names.')
  convertFields(namespaceFields.toChat, tool, {}, at, run)
  return members.flatMap((value, index) => {
    const memberAt = child(child(at, 'tools'), index)
    const member = readObject(value, memberAt, 'A tool')
    const name = readString(member.name, child(memberAt, 'name'), 'The name of a tool')
    const flat = run.toolNames?.flatten(namespace, name) ?? name
    return toolToChat({ ...member, name: flat }, memberAt, run)
  })
}

function toolToChat(tool: JsonObject, at: string, run: Conversion): JsonObject[] {
  const type = readString(tool.type, child(at, 'type'), 'The type of a tool')
  if (type === 'function') return [functionTool.toChat(tool, at, run)]
  if (type === 'custom') return [customTool.toChat(tool, at, run)]
  if (type === 'namespace') return namespaceToChat(tool, at, run)
  const why = lostToolReasons.get(type) ?? (webSearchTypes.has(type) ? whyNoWebSearch : undefined)
  if (why !== undefined) run.dropped(at, 'no-counterpart', why)
  else run.dropped(at, 'unknown-value', 'Chat has nothing like a tool of this type.')
  return []
}

const whyOneSearch = 'Chat searches the web in one way; the first one is kept.'

export const toolsToChat: FieldStep = (value, target, at, run, request) => {
  if (value === null) return
  const list = readArray(value, at, 'tools')
  const tools: JsonObject[] = []
  const mark = run.mark
  for (let index = 0; index < list.length; index++) {
    const toolAt = child(at, index)
    const tool = readObject(list[index], toolAt, 'A tool')
    if (tool.type === 'web_search' && webSearch.isFor(request.model)) {
      if (target.web_search_options !== undefined) run.dropped(toolAt, 'no-counterpart', whyOneSearch)
      else target.web_search_options = webSearch.toChat(tool, toolAt, run)
    } else for (const each of toolToChat(tool, toolAt, run)) tools.push(each)
  }
  if (tools.length > 0 || list.length === 0) target.tools = tools
  // Where items of the input bring tools, a list comes back, though none of this one.
  else if (target.web_search_options === undefined && !bringsTools(request)) run.gather(mark, at)
}

const bringsTools = (request: JsonObject) => broughtToolLists(request).some(({ tools }) => tools.length > 0)

/** What is an error in chat without tools, and its default. */
const needTools = [
  ['tool_choice', 'auto'],
  ['parallel_tool_calls', true],
] as const

/**
 * What `tools` alone cannot settle: the tools that items of the input bring, and the parameters that are an error
 * where no tool is left.
 */
export function completeChatTools(request: JsonObject, target: JsonObject, run: Conversion): void {
  const brought = broughtToolLists(request)
  if (brought.length > 0) addBroughtTools(brought, request, target, run)
  if (Array.isArray(target.tools) && target.tools.length > 0) return
  // Chat refuses an empty list, too; it means the same as none.
  if (target.tools !== undefined) delete target.tools
  for (const [key, byDefault] of needTools) {
    if (target[key] === undefined) continue
    delete target[key]
    const said = request[key]
    if (said !== byDefault && said !== null) {
      run.dropped(`/${key}`, 'no-counterpart', 'Chat refuses this without tools, and there is none or none is left.')
    }
  }
}

function addBroughtTools(lists: readonly ToolList[], request: JsonObject, target: JsonObject, run: Conversion): void {
  const nameOf = (tool: JsonObject) => (isObject(tool.function) ? tool.function : (tool.custom as JsonObject)).name
  const names = new Set(Array.isArray(target.tools) ? target.tools.map(nameOf) : [])
  // Their own losses are part of the item that brought them, which is reported as a whole.
  const aside = run.aside()
  const brought = lists
    .flatMap(toolsOf)
    .flatMap(({ at, tool }) => (typeof tool.type === 'string' ? toolToChat(tool, at, aside) : []))
    .filter(tool => !names.has(nameOf(tool)) && names.add(nameOf(tool)))
  if (brought.length === 0) return
  addTools(target, brought)
  if (Array.isArray(request.tools)) {
    run.changed('/tools', 'joined', 'The tools that items of the input bring stand among the tools of a chat request.')
  }
}
