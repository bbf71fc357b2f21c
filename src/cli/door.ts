// The door of the command line: is the document what it claims to be? Unknown keys are named, never stripped.
import type * as z from 'zod'
import { isObject } from '../atlas/read.ts'
import {
  chatChunkSchema,
  chatCompletionSchema,
  chatRequestSchema,
  describeIssues,
  errorSchema,
  responseEventSchema,
  responseSchema,
  responsesRequestSchema,
  type DocumentKind as SchemaKind,
  unknownKeys,
} from '../schema/index.ts'
import { type Document, describeDocument } from './document.ts'
import { CommandFailure } from './failure.ts'

interface Door {
  readonly kind: SchemaKind
  readonly schema: z.ZodType
}

const doors = {
  chat: {
    request: { kind: 'chat-request', schema: chatRequestSchema },
    result: { kind: 'chat-completion', schema: chatCompletionSchema },
    stream: { kind: 'chat-chunk', schema: chatChunkSchema },
  },
  responses: {
    request: { kind: 'responses-request', schema: responsesRequestSchema },
    result: { kind: 'response', schema: responseSchema },
    stream: { kind: 'response-event', schema: responseEventSchema },
  },
} as const satisfies Record<string, Record<string, Door>>

const errorDoor: Door = { kind: 'error', schema: errorSchema }

/** `[DONE]` and errors may stand in the stream of either API. */
const isOrdinary = (element: unknown) => element !== '[DONE]' && !(isObject(element) && isObject(element.error))

/** Pointers to the keys neither API documents. Throws a sentence for every place that is wrong. */
export function passDoor(document: Document, name: string): string[] {
  const door = document.api === undefined ? errorDoor : doors[document.api][document.kind]
  if (document.kind !== 'stream') return passBody(door, document.body, document, name, '')
  return document.elements.flatMap((element, index) =>
    isOrdinary(element) ? passBody(door, element, document, `${name}, event ${index + 1}`, `/${index}`) : [],
  )
}

const shownIssues = 10

function passBody({ kind, schema }: Door, body: unknown, document: Document, name: string, at: string): string[] {
  const checked = schema.safeParse(body)
  if (checked.success) return unknownKeys(kind, body).map(path => at + path)
  const issues = describeIssues(checked.error, body)
  const lines = issues
    .slice(0, shownIssues)
    .map(({ path, message }) => `  ${path === '' ? '(whole)' : path}: ${message}`)
  const more = issues.length > shownIssues ? [`  … and ${issues.length - shownIssues} more`] : []
  throw new CommandFailure([`${name} is not ${describeDocument(document)}:`, ...lines, ...more].join('\n'))
}
