// The doors as the tests use them: a schema for each kind of document, and what it finds wrong as sentences.
import type * as z from 'zod'
import {
  chatChunkSchema,
  chatCompletionSchema,
  chatRequestSchema,
  type DocumentKind,
  describeIssues,
  errorSchema,
  responseEventSchema,
  responseSchema,
  responsesRequestSchema,
} from '../../src/schema/index.ts'

export const schemas: Record<DocumentKind, z.ZodType> = {
  'chat-request': chatRequestSchema,
  'chat-completion': chatCompletionSchema,
  'chat-chunk': chatChunkSchema,
  'responses-request': responsesRequestSchema,
  response: responseSchema,
  'response-event': responseEventSchema,
  error: errorSchema,
}

/** What is wrong with a body: "pointer: sentence" for each issue, nothing when it is let in. */
export function wrong(kind: DocumentKind, body: unknown): string[] {
  const result = schemas[kind].safeParse(body)
  return result.success ? [] : describeIssues(result.error, body).map(issue => `${issue.path}: ${issue.message}`)
}

export const kinds = Object.keys(schemas) as DocumentKind[]

export const pathsOf = (sentences: string[]) => sentences.map(sentence => sentence.split(': ')[0])

export const user = { role: 'user', content: 'hello' }
export const chat = (extra: object) => ({ model: 'm', messages: [user], ...extra })
export const responses = (extra: object) => ({ model: 'm', input: 'hello', ...extra })
