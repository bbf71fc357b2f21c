// What a request says, read from either API into the same plain facts: an oracle that knows nothing of the converters.
import type { RecordedRequest } from '../../src/mock/index.ts'

type Json = Record<string, unknown>

/** One thing somebody said, in its place. */
type Utterance =
  | { who: string; text: string }
  | { who: string; image: unknown }
  | { call: string; name: unknown; arguments: unknown }
  | { result: string; text: string }

export interface RequestFacts {
  model: unknown
  stream: boolean
  said: Utterance[]
  tools: unknown[]
  choice: unknown
  parallel: unknown
  format: unknown
  limits: unknown
}

const objects = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** Text and images of a content, in either API's words. */
function contentOf(who: string, content: unknown): Utterance[] {
  if (typeof content === 'string') return content === '' ? [] : [{ who, text: content }]
  return objects(content).map(part => {
    if (typeof part.text === 'string') return { who, text: part.text }
    const image = part.image_url as Json | string | undefined
    return { who, image: typeof image === 'object' ? image.url : (image ?? part) }
  })
}

const textOf = (content: unknown) =>
  typeof content === 'string'
    ? content
    : objects(content)
        .map(part => part.text)
        .join('')

/** `system` and `developer` are the same voice; `instructions` are it, too. */
const whoIs = (role: unknown) => (role === 'developer' ? 'system' : String(role))

function chatUtterances(message: Json): Utterance[] {
  if (message.role === 'tool') return [{ result: String(message.tool_call_id), text: textOf(message.content) }]
  const calls = objects(message.tool_calls).map((call): Utterance => {
    const { name, arguments: written } = call.function as Json
    return { call: String(call.id), name, arguments: JSON.parse(String(written)) }
  })
  return [...contentOf(whoIs(message.role), message.content), ...calls]
}

function itemUtterances(item: Json): Utterance[] {
  if (item.type === 'function_call') {
    return [{ call: String(item.call_id), name: item.name, arguments: JSON.parse(String(item.arguments)) }]
  }
  if (item.type === 'function_call_output') return [{ result: String(item.call_id), text: textOf(item.output) }]
  return item.role === undefined ? [] : contentOf(whoIs(item.role), item.content)
}

const toolOf = ({ name, description, parameters, strict }: Json) => ({
  name,
  description,
  parameters,
  strict: strict === true,
})

const formatOf = ({ name, schema, strict }: Json) => ({ name, schema, strict: strict === true })

/** `function_call: { name }` is the old form of a choice; the old form of tools has room for one call. */
function chatFacts(body: Json): RequestFacts {
  const format = body.response_format as Json | undefined
  const choice = (body.tool_choice ?? body.function_call) as Json | string | undefined
  const chosen = typeof choice === 'object' ? ((choice.function as Json | undefined) ?? choice).name : choice
  const tools = objects(body.tools).map(tool => tool.function as Json)
  return {
    model: body.model,
    stream: body.stream === true,
    said: objects(body.messages).flatMap(chatUtterances),
    tools: [...tools, ...objects(body.functions)].map(toolOf),
    choice: chosen ?? 'auto',
    parallel: body.parallel_tool_calls ?? body.functions === undefined,
    format: format?.type === 'json_schema' ? formatOf(format.json_schema as Json) : (format?.type ?? 'text'),
    limits: [body.temperature, body.top_p, body.max_completion_tokens ?? body.max_tokens],
  }
}

function responsesFacts(body: Json): RequestFacts {
  const format = (body.text as Json | undefined)?.format as Json | undefined
  const choice = body.tool_choice as Json | string | undefined
  const input = typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : objects(body.input)
  return {
    model: body.model,
    stream: body.stream === true,
    said: [...contentOf('system', body.instructions ?? ''), ...input.flatMap(itemUtterances)],
    tools: objects(body.tools).map(toolOf),
    choice: typeof choice === 'object' ? choice.name : (choice ?? 'auto'),
    parallel: body.parallel_tool_calls ?? true,
    format: format?.type === 'json_schema' ? formatOf(format) : (format?.type ?? 'text'),
    limits: [body.temperature, body.top_p, body.max_output_tokens],
  }
}

export function requestFacts({ api, body }: RecordedRequest): RequestFacts {
  if (api === undefined) throw new Error('The request went to neither API.')
  return api === 'chat' ? chatFacts(body as Json) : responsesFacts(body as Json)
}
