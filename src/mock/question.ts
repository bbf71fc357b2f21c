// What the mock needs to know of a request in order to answer it, whichever API it came through.
import type { Json } from './checks.ts'

export interface Callable {
  type: 'function' | 'custom'
  name: string
  parameters?: unknown
  namespace?: string
}

export interface Question {
  /** What was said last by the user, and how many parts there were that are not text. */
  userText: string
  attachments: number
  /** The results of tools, when they are what came last. */
  toolOutputs: string[]
  /** The tools that may be called, in order; none when the request forbids it. */
  tools: Callable[]
  /** The request leaves no choice but to call. */
  mustCall: boolean
  parallel: boolean
  format: { type: 'text' } | { type: 'json_object' } | { type: 'json_schema'; schema: unknown }
  maxTokens: number
  stop: string[]
  inputTokens: number
}

/** Text of a message's content: a string, or its text parts joined. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  const texts = content.map(part => (typeof part?.text === 'string' ? part.text : ''))
  return texts.filter(text => text !== '').join('\n')
}

export function attachmentsOf(content: unknown): number {
  return Array.isArray(content) ? content.filter(part => typeof part?.text !== 'string').length : 0
}

/** Narrows the declared tools to what `tool_choice` leaves. `chosen` has the choice's own names in either API. */
export function choose(declared: Callable[], choice: unknown, chosen: (choice: Json) => unknown[]) {
  if (choice === 'none') return { tools: [], mustCall: false }
  if (typeof choice !== 'object' || choice === null) return { tools: declared, mustCall: choice === 'required' }
  const names = chosen(choice as Json)
  const tools = declared.filter(tool => names.includes(tool.name))
  const {
    type,
    mode,
    allowed_tools: allowed,
  } = choice as { type?: string; mode?: string; allowed_tools?: { mode?: string } }
  const mustCall = type !== 'allowed_tools' || (allowed?.mode ?? mode) === 'required'
  return { tools, mustCall: mustCall && tools.length > 0 }
}
