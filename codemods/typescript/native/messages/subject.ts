// Messages as a list that is followed.
import { isPlainList, isPlainMessage } from '../lists/plain.ts'
import { isMemberOfRequest, type Subject } from '../lists/subject.ts'
import { rewriteMessage } from './message.ts'

export const messages: Subject = {
  accepts: (context, property) => isMemberOfRequest(context, property, 'messages'),
  unknown: 'messages-unknown',
  rewrite: rewriteMessage,
  read: (context, node) => context.reads.add(node),
  // It may be what a site answered; that site says what becomes of it.
  foreign: (context, node) => context.draft.awaited.add(node),
  isPlainList,
  isPlainElement: isPlainMessage,
}
