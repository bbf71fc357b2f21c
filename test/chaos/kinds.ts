// Every kind of fault.
import type { Kind } from './kind.ts'
import { answerKinds } from './kinds-answer.ts'
import { codingKinds } from './kinds-coding.ts'
import { connectionKinds } from './kinds-connection.ts'
import { streamKinds } from './kinds-stream.ts'

export const kinds: readonly Kind[] = [...connectionKinds, ...codingKinds, ...answerKinds, ...streamKinds]
