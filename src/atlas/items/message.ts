// A message item of a request's input: anyone's words. Without a `type` it is still a message.
import type { Conversion } from '../conversion.ts'
import { type PlainRole, plain, plainFields } from '../messages/plain.ts'
import type { Transcript } from '../messages/transcript.ts'
import { convertContent, isGone } from '../parts/index.ts'
import { child, type JsonObject, readString } from '../read.ts'
import { convertFields } from '../table.ts'

const plainRoles: ReadonlySet<unknown> = new Set<PlainRole>(['user', 'system', 'developer'])

function assistantWords(item: JsonObject, at: string, run: Conversion): JsonObject | undefined {
  const { mark } = run
  const content = convertContent('toChat', item.content, child(at, 'content'), run, 'assistant')
  if (isGone(item.content, content, at, run, mark)) return undefined
  const [only] = content
  const words =
    typeof only === 'object' && content.length === 1 && only.type === 'refusal'
      ? { role: 'assistant', content: null, refusal: only.refusal }
      : { role: 'assistant', content }
  return convertFields(plainFields.toChat, item, words, at, run)
}

export function messageToTranscript(
  item: JsonObject,
  at: string,
  run: Conversion,
  transcript: Transcript,
  position: number,
): void {
  const role = readString(item.role, child(at, 'role'), 'The role of a message')
  if (role === 'assistant') {
    const words = assistantWords(item, at, run)
    if (words !== undefined) transcript.words(words, position)
  } else if (plainRoles.has(role)) {
    const message = plain.toMessage(item, at, run, role as PlainRole)
    if (message !== undefined) transcript.message(message, position)
  } else run.dropped(at, 'unknown-value', 'Chat has no message of this role.')
}
