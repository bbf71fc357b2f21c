// A function the model may call: chat nests its definition under `function`, Responses keeps it flat.
import type { Conversion } from '../conversion.ts'
import { child, type JsonObject, readObject, readString } from '../read.ts'
import { lost, nested, same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'

const whyNoDeferring = 'Chat has no tool search: every tool is shown to the model at once.'

/** Flags of Responses tools that chat does not have. */
export const toolFlags = {
  type: tag,
  allowed_callers: lost('array', 'Chat tools are called by the model only.'),
  async: lost('boolean', 'Chat has no asynchronous calls.', false),
  defer_loading: lost('boolean', whyNoDeferring, false),
}

/** The chat `function` object against the tool. */
export const functionFields = compile({
  chat: {
    name: same('string'),
    description: same('string'),
    parameters: same('object', { absent: null, note: 'Responses requires the key; `null` means no parameters.' }),
    strict: same('boolean', {
      absent: false,
      note: 'Responses assumes `true` where nothing is said, chat `false`; so `false` is written out. Unsaid stays unsaid on the way back.',
    }),
  },
  responses: {
    ...toolFlags,
    output_schema: lost('object', 'Chat functions declare what they take, not what they return.'),
  },
})

export const chatToolFields = compile({ chat: { type: tag, function: nested, custom: nested }, responses: {} })

export const functionTool = {
  toResponses(tool: JsonObject, at: string, run: Conversion): JsonObject {
    const inner = child(at, 'function')
    const definition = readObject(tool.function, inner, 'The function of a tool')
    convertFields(chatToolFields.toResponses, tool, {}, at, run)
    return functionTool.fromDefinition(definition, inner, run)
  },
  /** From the bare definition, as legacy `functions` lists them. */
  fromDefinition(definition: JsonObject, at: string, run: Conversion): JsonObject {
    readString(definition.name, child(at, 'name'), 'The name of a function')
    return convertFields(functionFields.toResponses, definition, { type: 'function' }, at, run)
  },
  toChat(tool: JsonObject, at: string, run: Conversion): JsonObject {
    readString(tool.name, child(at, 'name'), 'The name of a function')
    const definition = convertFields(functionFields.toChat, tool, {}, at, run)
    if (definition.parameters === null) delete definition.parameters
    if (definition.strict === null) delete definition.strict
    return { type: 'function', function: definition }
  },
}
