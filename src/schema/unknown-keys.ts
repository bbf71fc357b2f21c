// Which keys of a body neither API documents, as JSON Pointers, so that a door can report them.
import type * as z from 'zod'
import { chatRequestSchema } from './chat-request.ts'
import { chatChunkSchema, chatCompletionSchema } from './chat-result.ts'
import { Picked } from './choice.ts'
import { errorSchema } from './error.ts'
import { pointer } from './issues.ts'
import { responseEventSchema } from './responses-events.ts'
import { responsesRequestSchema } from './responses-request.ts'
import { responseSchema } from './responses-result.ts'

export type DocumentKind =
  | 'chat-request'
  | 'chat-completion'
  | 'chat-chunk'
  | 'responses-request'
  | 'response'
  | 'response-event'
  | 'error'

const documents: Readonly<Record<DocumentKind, z.ZodType>> = {
  'chat-request': chatRequestSchema,
  'chat-completion': chatCompletionSchema,
  'chat-chunk': chatChunkSchema,
  'responses-request': responsesRequestSchema,
  response: responseSchema,
  'response-event': responseEventSchema,
  error: errorSchema,
}

/** Free-form JSON (metadata, tool parameters) and objects of a type nobody documents are not looked into. */
export function unknownKeys(kind: DocumentKind, body: unknown): string[] {
  const found: string[] = []
  collect(documents[kind], body, [], found)
  return found
}

type Path = readonly (string | number)[]

/** As deep as the schema, which has no recursion: however deep the body, this ends early. */
function collect(schema: z.core.$ZodType, value: unknown, path: Path, found: string[]): void {
  if (typeof value !== 'object' || value === null) return
  if (schema instanceof Picked) {
    const { pick, fallback } = schema._zod.def
    const arm = pick(value)
    if ('_zod' in arm && arm !== fallback) collect(arm, value, path, found)
    return
  }
  const definition = schema._zod.def as z.core.$ZodTypes['_zod']['def']
  switch (definition.type) {
    case 'optional':
    case 'nullable':
      collect(definition.innerType, value, path, found)
      return
    case 'array':
      if (!Array.isArray(value)) return
      for (const [index, element] of value.entries()) collect(definition.element, element, [...path, index], found)
      return
    case 'record':
      for (const [key, element] of Object.entries(value)) collect(definition.valueType, element, [...path, key], found)
      return
    case 'object':
      collectFromObject(definition.shape, value, path, found)
  }
}

function collectFromObject(shape: z.core.$ZodShape, value: object, path: Path, found: string[]): void {
  if (Array.isArray(value)) return
  for (const [key, element] of Object.entries(value)) {
    const schema = Object.hasOwn(shape, key) ? shape[key] : undefined
    if (schema) collect(schema, element, [...path, key], found)
    else found.push(pointer([...path, key]))
  }
}
