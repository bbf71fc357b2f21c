// The settings file: a zod schema made of the settings, and the JSON Schema of it that editors read.
import * as z from 'zod'
import { settingNames, settingOf } from './settings.ts'

const about = {
  $schema: z.string().optional().describe('Where the JSON Schema of this file is, for editors'),
}

/** A file has no unknown keys: a mistyped setting that is left alone is a setting that silently does not work. */
export const fileSchema = z.strictObject({
  ...about,
  ...Object.fromEntries(settingNames.map(name => [name, settingOf(name).kind.schema.optional()])),
})

export const keysOfFile: readonly string[] = ['$schema', ...settingNames]

/** `docs/serve.schema.json`, which a test compares with this. */
export function jsonSchema(): Record<string, unknown> {
  const described = settingNames.map(name => {
    const { kind, describe, default: fallback } = settingOf(name)
    const schema = z.toJSONSchema(kind.schema, { target: 'draft-7', io: 'input' })
    const { $schema: _, ...rest } = schema
    const description = `${describe}. ${sentence(kind.expected)}`
    return [name, { ...rest, description, ...(fallback !== undefined && { default: fallback }) }] as const
  })
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Generated from src/server/config/settings.ts: change that, not this.',
    title: 'Settings of responses-bridge serve',
    type: 'object',
    properties: { $schema: { type: 'string' }, ...Object.fromEntries(described) },
    additionalProperties: false,
  }
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`
