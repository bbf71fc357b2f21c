// How a stream is to be written.
import type { Conversion } from './conversion.ts'
import { type JsonObject, readObject } from './read.ts'
import { lost, same } from './row.ts'
import { type CompiledTable, compile, convertFields } from './table.ts'

export const streamOptions = compile({
  chat: {
    include_obfuscation: same('boolean'),
    include_usage: lost('boolean', 'Responses always reports usage and cannot be asked for it.', false),
  },
  responses: {},
})

function convertOptions(side: keyof Omit<CompiledTable, 'table'>) {
  return (value: unknown, target: JsonObject, at: string, run: Conversion): void => {
    if (value === null) return
    const options = readObject(value, at, 'stream_options')
    const mark = run.mark
    const converted = convertFields(streamOptions[side], options, {}, at, run)
    if (Object.keys(converted).length > 0) target.stream_options = converted
    else run.gather(mark, at)
  }
}

export const streamOptionsToResponses = convertOptions('toResponses')
export const streamOptionsToChat = convertOptions('toChat')
