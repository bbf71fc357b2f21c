// A custom tool takes free text instead of JSON, perhaps by a grammar. Chat has it natively and nests one level more.
import type { Conversion } from '../conversion.ts'
import { child, isNothing, type JsonObject, readObject, readString } from '../read.ts'
import { lost, mapped, nested, same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import { chatToolFields, toolFlags } from './function.ts'

/** The grammar: `{ type, grammar: { definition, syntax } }` in chat, `{ type, definition, syntax }` in Responses. */
const grammarFields = compile({
  chat: { definition: same('string'), syntax: same('string') },
  responses: { type: tag },
})

const whyNoGrammar = 'Only a format of type grammar has one.'

const formatFields = compile({
  chat: { type: same('string'), grammar: nested },
  responses: { definition: lost('string', whyNoGrammar), syntax: lost('string', whyNoGrammar) },
})

function readFormat(value: unknown, at: string): JsonObject {
  const format = readObject(value, at, 'The format of a custom tool')
  readString(format.type, child(at, 'type'), 'The type of a format')
  return format
}

/** The chat `custom` object against the tool. */
export const customFields = compile({
  chat: {
    name: same('string'),
    description: same('string'),
    format: mapped({
      to: ['format'],
      is: 'object',
      note: 'The members of `grammar` are fields of the format.',
      toResponses(value, target, at, run) {
        const format = readFormat(value, at)
        const flat = convertFields(formatFields.toResponses, format, {}, at, run)
        const inner = child(at, 'grammar')
        if (format.type === 'grammar') {
          convertFields(grammarFields.toResponses, readObject(format.grammar, inner, 'The grammar'), flat, inner, run)
        } else if (!isNothing(format.grammar)) run.dropped(inner, 'no-counterpart', whyNoGrammar)
        target.format = flat
      },
      toChat: {
        format(value, target, at, run) {
          const format = readFormat(value, at)
          target.format =
            format.type === 'grammar'
              ? { type: 'grammar', grammar: convertFields(grammarFields.toChat, format, {}, at, run) }
              : convertFields(formatFields.toChat, format, {}, at, run)
        },
      },
    }),
  },
  responses: toolFlags,
})

export const customTool = {
  toResponses(tool: JsonObject, at: string, run: Conversion): JsonObject {
    const inner = child(at, 'custom')
    const definition = readObject(tool.custom, inner, 'The custom tool')
    readString(definition.name, child(inner, 'name'), 'The name of a custom tool')
    convertFields(chatToolFields.toResponses, tool, {}, at, run)
    return convertFields(customFields.toResponses, definition, { type: 'custom' }, inner, run)
  },
  toChat(tool: JsonObject, at: string, run: Conversion): JsonObject {
    readString(tool.name, child(at, 'name'), 'The name of a custom tool')
    return { type: 'custom', custom: convertFields(customFields.toChat, tool, {}, at, run) }
  },
}
