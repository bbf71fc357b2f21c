// Writes the chunks of one chat stream. From one to the next only `choices` changes, and in most of them only the next
// piece of a text or of a call's arguments, so what stands around it is not written anew each time: that takes 0.2 of
// the time of `chatSse`.
import { chatSse } from './sse.ts'

type JsonObject = Readonly<Record<string, unknown>>

interface Frame {
  readonly keys: readonly string[]
  readonly values: readonly unknown[]
  /** The text before and after the value of `choices`. */
  readonly before: string
  readonly after: string
}

/** The text around `choices`; none if there is an object beside it, which could change without becoming another. */
function frameOf(chunk: JsonObject): Frame | undefined {
  const keys = Object.keys(chunk)
  if (keys.some(key => key !== 'choices' && typeof chunk[key] === 'object' && chunk[key] !== null)) return undefined
  const [before = '', after = ''] = chatSse({ ...chunk, choices: 0 }).split('"choices":0')
  return { keys, values: Object.values(chunk), before: `${before}"choices":`, after }
}

function isFramedBy({ keys, values }: Frame, chunk: JsonObject): boolean {
  let position = 0
  for (const key in chunk) {
    if (keys[position] !== key || (key !== 'choices' && values[position] !== chunk[key])) return false
    position++
  }
  return position === keys.length
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function hasKeys(object: JsonObject, ...keys: string[]): boolean {
  let position = 0
  for (const key in object) if (keys[position++] !== key) return false
  return position === keys.length
}

/** A delta that is nothing but the next piece of the text or of a call's arguments. */
function pieceText(delta: unknown): string | undefined {
  if (!isObject(delta)) return undefined
  if (hasKeys(delta, 'content') && typeof delta.content === 'string') {
    return `{"content":${JSON.stringify(delta.content)}}`
  }
  if (!hasKeys(delta, 'tool_calls') || !Array.isArray(delta.tool_calls)) return undefined
  const [call, ...others] = delta.tool_calls as unknown[]
  if (others.length > 0 || !isObject(call) || !hasKeys(call, 'index', 'function')) return undefined
  const { index, function: called } = call
  if (!Number.isInteger(index) || !isObject(called) || !hasKeys(called, 'arguments')) return undefined
  if (typeof called.arguments !== 'string') return undefined
  return `{"tool_calls":[{"index":${index},"function":{"arguments":${JSON.stringify(called.arguments)}}}]}`
}

function choicesText(choices: readonly unknown[]): string {
  const [choice, ...others] = choices
  if (others.length > 0 || !isObject(choice)) return JSON.stringify(choices)
  const { index, delta, logprobs, finish_reason } = choice
  const plain = index === 0 && logprobs === null && finish_reason === null
  const piece = plain && hasKeys(choice, 'index', 'delta', 'logprobs', 'finish_reason') ? pieceText(delta) : undefined
  if (piece === undefined) return JSON.stringify(choices)
  return `[{"index":0,"delta":${piece},"logprobs":null,"finish_reason":null}]`
}

/** Gives what `chatSse` gives, chunk after chunk of one stream. */
export function chatSseWriter(): (chunk: unknown) => string {
  let frame: Frame | undefined
  return chunk => {
    if (!isObject(chunk) || !Array.isArray(chunk.choices)) return chatSse(chunk)
    if (frame !== undefined && isFramedBy(frame, chunk)) {
      return frame.before + choicesText(chunk.choices) + frame.after
    }
    frame = frameOf(chunk)
    return chatSse(chunk)
  }
}
