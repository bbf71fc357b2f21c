// Namespaces of tools. Responses groups functions by namespace; chat knows plain names of at most 64 characters. A
// declared namespace is joined to the names of its tools, and the names are told apart again on the way back.
import { InvalidInputError } from '../../errors.ts'
import { child, isObject, type JsonObject } from '../read.ts'

const longestName = 64

/** FNV-1a over UTF-16 code units: short names for long ones, the same in every run. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

function join(namespace: string, name: string): string {
  const joined = `${namespace}${namespace.endsWith('__') ? '' : '__'}${name}`
  if (joined.length <= longestName && !/[^a-zA-Z0-9_-]/.test(joined)) return joined
  const plain = joined.slice(0, longestName - 9).replaceAll(/[^a-zA-Z0-9_-]/g, '_')
  return `${plain}_${fingerprint(joined)}`
}

export interface QualifiedName {
  readonly namespace: string
  readonly name: string
}

/** The namespaced tools one request declared, by both of their names. */
export class ToolNames {
  readonly #byFlatName = new Map<string, QualifiedName>()

  /** The chat name of a namespaced tool; `undefined` if the request declared no such namespace. */
  flatten(namespace: string, name: string): string | undefined {
    const flat = join(namespace, name)
    return this.#byFlatName.has(flat) ? flat : undefined
  }

  /** What a chat name stood for, if it stood for a namespaced tool. */
  restore(flat: string): QualifiedName | undefined {
    return this.#byFlatName.get(flat)
  }

  declare(namespace: string, name: string, at: string): string {
    const flat = join(namespace, name)
    const taken = this.#byFlatName.get(flat)
    if (taken !== undefined && (taken.namespace !== namespace || taken.name !== name)) {
      throw new InvalidInputError(at, 'Two tools would have the same name in chat; rename one of them.')
    }
    this.#byFlatName.set(flat, { namespace, name })
    return flat
  }
}

/** A list of tools in a Responses request, and its place there. */
export interface ToolList {
  readonly at: string
  readonly tools: readonly unknown[]
}

/** The lists of tools that items of `input` bring. */
export function broughtToolLists(request: JsonObject): ToolList[] {
  if (!Array.isArray(request.input)) return []
  return request.input.flatMap((item, index) =>
    bringsTools(item) ? [{ at: child(child('/input', index), 'tools'), tools: item.tools }] : [],
  )
}

function bringsTools(item: unknown): item is { tools: readonly unknown[] } {
  if (!isObject(item) || !Array.isArray(item.tools)) return false
  return item.type === 'additional_tools' || item.type === 'tool_search_output'
}

/** Of a request of either API, what its answer is converted with: all but the conversation, which may be long. */
export function withoutConversation(request: JsonObject): JsonObject {
  const { messages: _, input, ...settings } = request
  const bringing = Array.isArray(input) ? input.filter(bringsTools) : []
  return bringing.length === 0 ? settings : { ...settings, input: bringing }
}

/** The lists of tools of a Responses request: `tools`, then those that items bring. */
function toolLists(request: JsonObject): ToolList[] {
  const brought = broughtToolLists(request)
  return Array.isArray(request.tools) ? [{ at: '/tools', tools: request.tools }, ...brought] : brought
}

/** The tools of a list that are objects, each with its place. */
export function toolsOf({ at, tools }: ToolList): { at: string; tool: JsonObject }[] {
  return tools.flatMap((tool, index) => (isObject(tool) ? [{ at: child(at, index), tool }] : []))
}

const isNamespace = (tool: unknown) => isObject(tool) && tool.type === 'namespace'

/** The namespaces a Responses request declares; `undefined` if it declares none. */
export function declaredNames(request: JsonObject | undefined): ToolNames | undefined {
  if (request === undefined) return undefined
  const lists = toolLists(request)
  if (!lists.some(({ tools }) => tools.some(isNamespace))) return undefined
  const tools = lists.flatMap(toolsOf)
  let names: ToolNames | undefined
  for (const { at, tool } of tools) {
    if (tool.type !== 'namespace' || typeof tool.name !== 'string' || !Array.isArray(tool.tools)) continue
    names ??= new ToolNames()
    for (const member of toolsOf({ at: child(at, 'tools'), tools: tool.tools })) {
      if (typeof member.tool.name === 'string') names.declare(tool.name, member.tool.name, child(member.at, 'name'))
    }
  }
  for (const { at, tool } of tools) {
    if (tool.type !== 'namespace' && typeof tool.name === 'string' && names?.restore(tool.name)) {
      throw new InvalidInputError(
        child(at, 'name'),
        'A tool has the same name as one of a namespace would have in chat; rename one of them.',
      )
    }
  }
  return names
}
