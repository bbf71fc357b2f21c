// The registry of content parts, by the name each API gives them, and the conversion of a message's content.

import { InvalidInputError } from '../../errors.ts'
import type { Conversion } from '../conversion.ts'
import { child, type JsonObject, readObject, readString } from '../read.ts'
import { audio } from './audio.ts'
import { file } from './file.ts'
import { image } from './image.ts'
import type { Part, PartRole } from './part.ts'
import { refusal } from './refusal.ts'
import { text } from './text.ts'

export const chatParts = { text, image_url: image, input_audio: audio, file, refusal } as const satisfies Record<
  string,
  Part
>

export const responsesParts = {
  input_text: text,
  output_text: text,
  input_image: image,
  input_file: file,
  input_audio: audio,
  refusal,
} as const satisfies Record<string, Part>

type Side = 'toResponses' | 'toChat'
const registries: Record<Side, ReadonlyMap<string, Part>> = {
  toResponses: new Map<string, Part>(Object.entries(chatParts)),
  toChat: new Map<string, Part>(Object.entries(responsesParts)),
}

/** Converts one part; `undefined` when it is lost (and reported). */
export function convertPart(side: Side, value: unknown, at: string, run: Conversion, role: PartRole) {
  const part = readObject(value, at, 'A content part')
  const type = readString(part.type, child(at, 'type'), 'The type of a content part')
  const known = registries[side].get(type)
  if (known !== undefined) return known[side](part, at, run, role)
  run.dropped(at, 'unknown-value', 'The other API has no content part of this type.')
  return undefined
}

/**
 * Whether content that had parts has none left, which is then reported at `at` as a whole: a message without any part is
 * refused by both APIs.
 */
export function isGone(content: unknown, converted: { length: number }, at: string, run: Conversion, mark: number) {
  if (converted.length > 0 || !Array.isArray(content) || content.length === 0) return false
  run.gather(mark, at)
  return true
}

/** Converts content that is a string (as it is) or a list of parts (each in its place). */
export function convertContent(side: Side, content: unknown, at: string, run: Conversion, role: PartRole) {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) throw new InvalidInputError(at, 'Content must be a string or an array of parts.')
  const parts: JsonObject[] = []
  for (let index = 0; index < content.length; index++) {
    const part = convertPart(side, content[index], child(at, index), run, role)
    if (part !== undefined) parts.push(part)
  }
  return parts
}
