// The Responses items that look the same whether a client sends them or the API answers them.
import { choice, either } from './choice.ts'
import { flag, list, literal, number, object, optional, orNull, owed, record, text, word } from './kinds.ts'
import { outputContent, reasoningText, summaryText } from './responses-parts.ts'

export const itemStatus = word('in_progress', 'completed', 'incomplete')
export const phase = { phase: optional(orNull(word('commentary', 'final_answer'))) }

/** Who made a call: the model itself, or a program of its. */
export const caller = {
  caller: optional(
    orNull(
      choice('type', {
        direct: object({ type: literal('direct') }),
        program: object({ type: literal('program'), caller_id: text }),
      }),
    ),
  ),
}

/**
 * What the model said. Clients that write history by hand leave out id and status; a compacted conversation holds the
 * user's messages in this shape too.
 */
export const outputMessage = object({
  type: owed(literal('message')),
  id: owed(text),
  status: owed(itemStatus),
  role: owed(word('assistant')),
  content: outputContent,
  ...phase,
})

export const functionCall = object({
  type: literal('function_call'),
  id: optional(text),
  call_id: text,
  name: text,
  arguments: text,
  namespace: optional(text),
  async: optional(flag),
  status: optional(itemStatus),
  ...caller,
})

export const customToolCall = object({
  type: literal('custom_tool_call'),
  id: optional(text),
  call_id: text,
  name: text,
  input: text,
  namespace: optional(text),
  async: optional(flag),
  /** On the wire, in no SDK's type of this item. */
  status: optional(itemStatus),
  ...caller,
})

export const reasoning = object({
  type: literal('reasoning'),
  id: owed(text),
  summary: owed(list(summaryText)),
  content: optional(list(reasoningText)),
  encrypted_content: optional(orNull(text)),
  status: optional(itemStatus),
})

export const fileSearchCall = object({
  type: literal('file_search_call'),
  id: owed(text),
  status: owed(word('in_progress', 'searching', 'completed', 'incomplete', 'failed')),
  queries: owed(list(text)),
  results: optional(
    orNull(
      list(
        object({
          attributes: optional(orNull(record(either(text, number, flag)))),
          file_id: optional(text),
          filename: optional(text),
          score: optional(number),
          text: optional(text),
        }),
      ),
    ),
  ),
})

const webSearchAction = choice('type', {
  search: object({
    type: literal('search'),
    query: optional(text),
    queries: optional(list(text)),
    sources: optional(list(object({ type: owed(word('url')), url: owed(text) }))),
  }),
  open_page: object({ type: literal('open_page'), url: optional(orNull(text)) }),
  find_in_page: object({ type: literal('find_in_page'), pattern: owed(text), url: owed(text) }),
})

export const webSearchCall = object({
  type: literal('web_search_call'),
  id: owed(text),
  status: owed(word('in_progress', 'searching', 'completed', 'incomplete', 'failed')),
  action: owed(webSearchAction),
})

export const codeInterpreterCall = object({
  type: literal('code_interpreter_call'),
  id: owed(text),
  status: owed(word('in_progress', 'completed', 'incomplete', 'interpreting', 'failed')),
  container_id: owed(text),
  code: owed(orNull(text)),
  outputs: owed(
    orNull(
      list(
        choice('type', {
          logs: object({ type: literal('logs'), logs: text }),
          image: object({ type: literal('image'), url: text }),
        }),
      ),
    ),
  ),
})

const imageFailure = object({
  type: text,
  code: owed(orNull(text)),
  message: text,
  param: owed(orNull(text)),
  moderation_details: optional(
    object({ categories: list(text), moderation_stage: word('input', 'output', 'unknown') }),
  ),
})

export const imageGenerationCall = object({
  type: literal('image_generation_call'),
  id: owed(text),
  status: owed(word('in_progress', 'completed', 'generating', 'failed')),
  result: owed(orNull(text)),
  action: optional(orNull(word('generate', 'edit', 'auto'))),
  background: optional(orNull(word('transparent', 'opaque', 'auto'))),
  error: optional(imageFailure),
  output_format: optional(orNull(word('png', 'webp', 'jpeg', 'gif', 'svg'))),
  quality: optional(orNull(word('low', 'medium', 'high', 'xhigh', 'max', 'auto'))),
  revised_prompt: optional(orNull(text)),
  size: optional(orNull(text)),
  svg_usage: optional(
    object({
      model: text,
      input_tokens: number,
      output_tokens: number,
      reasoning_tokens: number,
      total_tokens: number,
    }),
  ),
})

export const program = object({
  type: literal('program'),
  id: owed(text),
  call_id: text,
  code: text,
  fingerprint: owed(text),
})

export const programOutput = object({
  type: literal('program_output'),
  id: owed(text),
  call_id: text,
  result: text,
  status: owed(word('completed', 'incomplete')),
})
