// A citation of a web page inside the text: chat nests it under `url_citation`, Responses keeps it flat. Citations of
// files exist in Responses only.
import type { Conversion } from '../conversion.ts'
import { child, isObject, type JsonObject, readObject } from '../read.ts'
import { nested, same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'

/** The members of chat's `url_citation` against the annotation. */
export const citationFields = compile({
  answer: true,
  chat: { start_index: same('number'), end_index: same('number'), title: same('string'), url: same('string') },
  responses: { type: tag },
})

const chatFields = compile({ answer: true, chat: { type: tag, url_citation: nested }, responses: {} })

export const citation = {
  /** `undefined` when it is lost; the loss is reported. */
  toResponses(value: unknown, at: string, run: Conversion): JsonObject | undefined {
    const annotation = readObject(value, at, 'An annotation')
    if (annotation.type !== 'url_citation' || !isObject(annotation.url_citation)) {
      run.dropped(at, 'unknown-value', 'Chat documents citations of web pages only.')
      return undefined
    }
    convertFields(chatFields.toResponses, annotation, {}, at, run)
    const flat = { type: 'url_citation' }
    return convertFields(citationFields.toResponses, annotation.url_citation, flat, child(at, 'url_citation'), run)
  },
  /** `shift`: where the text part begins in the joined text, in UTF-16 code units. */
  toChat(value: unknown, at: string, run: Conversion, shift: number): JsonObject | undefined {
    const annotation = readObject(value, at, 'An annotation')
    if (annotation.type !== 'url_citation') {
      run.dropped(at, 'no-counterpart', 'Chat can cite web pages only.')
      return undefined
    }
    const cited = convertFields(citationFields.toChat, annotation, {}, at, run)
    if (typeof cited.start_index === 'number') cited.start_index += shift
    if (typeof cited.end_index === 'number') cited.end_index += shift
    return { type: 'url_citation', url_citation: cited }
  },
}
