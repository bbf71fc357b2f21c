// System, developer and user messages: a role and what was said. Both APIs agree on them, but for the parts.
import type { Conversion } from '../conversion.ts'
import { convertContent, isGone } from '../parts/index.ts'
import type { PartRole } from '../parts/part.ts'
import { child, type JsonObject } from '../read.ts'
import { lost, mapped, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import type { ItemHistory } from './history.ts'

export type PlainRole = Exclude<PartRole, 'assistant' | 'tool'>

export const whyNoName = 'Responses messages have no name; write it into the text if the model needs it.'
export const whyNoPhase = 'Chat messages have no phase: commentary and final answer look alike there.'

export const plainFields = compile({
  chat: {
    role: mapped({ to: ['role'], is: 'string', note: 'The same role.' }),
    content: mapped({ to: ['content'], is: 'any', note: 'A string stays a string, a list of parts a list of parts.' }),
    name: lost('string', whyNoName),
  },
  responses: {
    type: tag,
    id: mapped({ to: [], is: 'string', note: 'Bookkeeping: an id is not part of what was said.' }),
    status: mapped({ to: [], is: 'string', note: 'Bookkeeping: a status is not part of what was said.' }),
    phase: lost('string', whyNoPhase),
  },
})

export const plain = {
  toItems(message: JsonObject, at: string, run: Conversion, history: ItemHistory, role: PlainRole): void {
    const { mark } = run
    const content = convertContent('toResponses', message.content, child(at, 'content'), run, role)
    if (isGone(message.content, content, at, run, mark)) return
    history.items.push(convertFields(plainFields.toResponses, message, { role, content }, at, run))
    history.lastAssistant = undefined
  },
  /** `undefined` when nothing of it is left; the loss is reported. */
  toMessage(item: JsonObject, at: string, run: Conversion, role: PlainRole): JsonObject | undefined {
    const { mark } = run
    const content = convertContent('toChat', item.content, child(at, 'content'), run, role)
    if (isGone(item.content, content, at, run, mark)) return undefined
    return convertFields(plainFields.toChat, item, { role, content }, at, run)
  },
}
