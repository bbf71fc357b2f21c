// Recorded speech the model is given. Both APIs write it `input_audio: { data, format }`. The Responses types of
// openai 5 had this part and those of openai 7 have not; the wire shape is the same, so it is carried over.
import { child, type JsonObject, readObject, readString } from '../read.ts'
import { same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import type { Part } from './part.ts'

export const audioFields = compile({
  chat: { type: tag, input_audio: same('object'), prompt_cache_breakpoint: same('object') },
  responses: {},
})

function checkAudio(part: JsonObject, at: string): void {
  const inner = child(at, 'input_audio')
  const { data, format } = readObject(part.input_audio, inner, 'The input_audio of an audio part')
  readString(data, child(inner, 'data'), 'The data of an audio part')
  readString(format, child(inner, 'format'), 'The format of an audio part')
}

export const audio: Part = {
  toResponses(part, at, run) {
    checkAudio(part, at)
    return convertFields(audioFields.toResponses, part, { type: 'input_audio' }, at, run)
  },
  toChat(part, at, run) {
    checkAudio(part, at)
    return convertFields(audioFields.toChat, part, { type: 'input_audio' }, at, run)
  },
}
