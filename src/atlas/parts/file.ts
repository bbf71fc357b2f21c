// A document the model is given: chat nests it under `file`, Responses keeps it flat and can also fetch a URL.

import { InvalidInputError } from '../../errors.ts'
import { child, type JsonObject, readObject, readOptionalString } from '../read.ts'
import { lost, mapped, same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import type { Part } from './part.ts'

const whyNoUrl = 'Chat cannot fetch a document from a URL; send its data or its file id.'

/** The members of the chat `file` object are the fields of the Responses part. */
export const fileFields = compile({
  chat: { file_data: same('string'), file_id: same('string'), filename: same('string') },
  responses: {
    type: tag,
    file_url: lost('string', whyNoUrl),
    detail: lost('string', 'Chat has no rendering detail for documents.', 'auto'),
    prompt_cache_breakpoint: mapped({
      to: ['prompt_cache_breakpoint'],
      is: 'object',
      note: 'A field of the part on both sides; written by the part itself.',
    }),
  },
})

const partFields = compile({
  chat: {
    type: tag,
    file: mapped({
      to: ['file_data', 'file_id', 'filename'],
      is: 'object',
      note: 'The members of the chat object are fields of the part.',
      toResponses(value, target, at, run) {
        convertFields(fileFields.toResponses, readObject(value, at, 'file'), target, at, run)
      },
    }),
    prompt_cache_breakpoint: same('object'),
  },
  responses: {},
})

/** Whether chat could read the document: from its data or by its id. */
function isReadable({ file_data, file_id }: JsonObject, at: string): boolean {
  const data = readOptionalString(file_data, child(at, 'file_data'), 'The data of a file')
  const id = readOptionalString(file_id, child(at, 'file_id'), 'The id of a file')
  return data !== undefined || id !== undefined
}

export const file: Part = {
  toResponses(part, at, run) {
    const inner = child(at, 'file')
    if (!isReadable(readObject(part.file, inner, 'The file of a file part'), inner)) {
      throw new InvalidInputError(inner, 'A file must have file_data or a file_id.')
    }
    return convertFields(partFields.toResponses, part, { type: 'input_file' }, at, run)
  },
  toChat(part, at, run) {
    if (!isReadable(part, at)) {
      if (readOptionalString(part.file_url, child(at, 'file_url'), 'The URL of a file') === undefined) {
        throw new InvalidInputError(at, 'A file must have file_data, a file_id or a file_url.')
      }
      run.dropped(at, 'no-counterpart', whyNoUrl)
      return undefined
    }
    const converted = { type: 'file', file: convertFields(fileFields.toChat, part, {}, at, run) }
    const breakpoint = part.prompt_cache_breakpoint
    return breakpoint === undefined ? converted : { ...converted, prompt_cache_breakpoint: breakpoint }
  },
}
