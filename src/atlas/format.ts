// The shape asked of the answer: chat's `response_format` nests a JSON Schema under `json_schema`, Responses' `text.format`
// keeps its members flat.
import type { Conversion } from './conversion.ts'
import { child, type JsonObject, readObject, readString } from './read.ts'
import { lost, nested, same, tag } from './row.ts'
import { compile, convertFields } from './table.ts'

/** The members of `json_schema` against the format. */
export const schemaFields = compile({
  chat: { name: same('string'), description: same('string'), schema: same('object'), strict: same('boolean') },
  responses: { type: tag },
})

/** Formats that need no more than their type, and the outer object of a schema. */
export const formatFields = compile({
  chat: { type: same('string'), json_schema: nested },
  responses: {
    definition: lost('string', 'Chat has no grammars for the answer.'),
    syntax: lost('string', 'Chat has no grammars for the answer.'),
  },
})

export function formatToResponses(value: unknown, at: string, run: Conversion): JsonObject {
  const format = readObject(value, at, 'response_format')
  const type = readString(format.type, child(at, 'type'), 'The type of response_format')
  const flat = convertFields(formatFields.toResponses, format, {}, at, run)
  const inner = child(at, 'json_schema')
  if (type !== 'json_schema') {
    if (format.json_schema !== undefined && format.json_schema !== null) {
      run.dropped(inner, 'no-counterpart', 'Only a format of type json_schema has one.')
    }
    return flat
  }
  return convertFields(
    schemaFields.toResponses,
    readObject(format.json_schema, inner, 'The json_schema of a format'),
    flat,
    inner,
    run,
  )
}

export function formatToChat(value: unknown, at: string, run: Conversion): JsonObject {
  const format = readObject(value, at, 'The format of the text')
  readString(format.type, child(at, 'type'), 'The type of a format')
  if (format.type !== 'json_schema') return convertFields(formatFields.toChat, format, {}, at, run)
  return { type: 'json_schema', json_schema: convertFields(schemaFields.toChat, format, {}, at, run) }
}
