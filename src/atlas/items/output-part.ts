// What of a part of an output message does not come back from a chat message.
import type { Conversion } from '../conversion.ts'
import { tokenLogprobs } from '../logprobs.ts'
import { citation } from '../parts/citation.ts'
import { refusalFields } from '../parts/refusal.ts'
import { child, isNothing, readObject, readOptionalArray, readOptionalString } from '../read.ts'
import { nested, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'

const textPartFields = compile({
  answer: true,
  chat: {},
  responses: { type: tag, text: nested, annotations: nested, logprobs: nested },
})

/** Reports the losses of a part. Returns whether it says anything. */
export function reportPart(value: unknown, at: string, run: Conversion): boolean {
  const part = readObject(value, at, 'A content part')
  if (part.type === 'refusal') {
    convertFields(refusalFields.toChat, part, {}, at, run)
    return !isNothing(part.refusal) && part.refusal !== ''
  }
  if (part.type !== 'output_text') {
    run.dropped(at, 'unknown-value', 'Chat has nothing like a content part of this type.')
    return false
  }
  convertFields(textPartFields.toChat, part, {}, at, run)
  const text = readOptionalString(part.text, child(at, 'text'), 'The text of a part')
  const annotationsAt = child(at, 'annotations')
  const annotations = readOptionalArray(part.annotations, annotationsAt, 'annotations')
  for (let index = 0; index < annotations.length; index++) {
    citation.toChat(annotations[index], child(annotationsAt, index), run, 0)
  }
  tokenLogprobs(part.logprobs, child(at, 'logprobs'))
  return (text ?? '') !== '' || annotations.length > 0
}
