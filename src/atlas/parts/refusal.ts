// The model's refusal, as a content part: the same on both sides.
import { child, readString } from '../read.ts'
import { same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import type { Part } from './part.ts'

export const refusalFields = compile({ chat: { type: tag, refusal: same('string') }, responses: {} })

export const refusal: Part = {
  toResponses(part, at, run) {
    readString(part.refusal, child(at, 'refusal'), 'The refusal')
    return convertFields(refusalFields.toResponses, part, { type: 'refusal' }, at, run)
  },
  toChat(part, at, run) {
    readString(part.refusal, child(at, 'refusal'), 'The refusal')
    return convertFields(refusalFields.toChat, part, { type: 'refusal' }, at, run)
  },
}
