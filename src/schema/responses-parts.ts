// The content parts of Responses items: what is said to the model, and what it says.
import { choice, either } from './choice.ts'
import { list, literal, number, object, optional, orNull, owed, record, text, word } from './kinds.ts'
import { cacheBreakpoint, responsesLogprob } from './settings.ts'

const breakpoint = { prompt_cache_breakpoint: optional(cacheBreakpoint) }

const inputText = object({ type: literal('input_text'), text, ...breakpoint })

const inputImage = object({
  type: literal('input_image'),
  detail: owed(word('low', 'high', 'auto', 'original')),
  file_id: optional(orNull(text)),
  image_url: optional(orNull(text)),
  ...breakpoint,
})

const inputFile = object({
  type: literal('input_file'),
  detail: optional(word('auto', 'low', 'high')),
  file_data: optional(text),
  file_id: optional(orNull(text)),
  file_url: optional(text),
  filename: optional(text),
  ...breakpoint,
})

const place = { start_index: owed(number), end_index: owed(number) }

export const annotation = choice('type', {
  url_citation: object({ type: literal('url_citation'), url: text, title: owed(text), ...place }),
  file_citation: object({ type: literal('file_citation'), file_id: text, filename: owed(text), index: owed(number) }),
  container_file_citation: object({
    type: literal('container_file_citation'),
    container_id: text,
    file_id: text,
    filename: owed(text),
    ...place,
  }),
  file_path: object({ type: literal('file_path'), file_id: text, index: owed(number) }),
})

export const outputText = object({
  type: literal('output_text'),
  text,
  annotations: owed(list(annotation)),
  logprobs: optional(list(responsesLogprob)),
})

export const refusal = object({ type: literal('refusal'), refusal: text })
export const reasoningText = object({ type: literal('reasoning_text'), text })
export const summaryText = object({ type: literal('summary_text'), text })

const inputParts = { input_text: inputText, input_image: inputImage, input_file: inputFile }
const outputParts = { output_text: outputText, refusal }

/** Audio left the type after openai 5 and is still sent. */
const inputAudio = object({
  type: literal('input_audio'),
  input_audio: object({ data: text, format: word('wav', 'mp3') }),
})

const readInInput = { also: { input_audio: inputAudio, ...outputParts } }
const readInOutput = { also: { ...inputParts, reasoning_text: reasoningText, summary_text: summaryText } }

/** One input part, as a prompt variable may hold it. */
export const inputPart = choice('type', inputParts, readInInput)

/** The same parts are sent in either direction: a client puts an answer back into the history as it came. */
export const inputContent = list(inputPart)
export const outputContent = list(choice('type', outputParts, readInOutput))

/** What a content_part event carries. */
export const streamedPart = choice('type', { ...outputParts, reasoning_text: reasoningText }, { also: inputParts })

/** What a tool answered, as the API returns it. */
export const toolOutput = either(text, inputContent)

const breakpointOrNull = { prompt_cache_breakpoint: optional(orNull(cacheBreakpoint)) }

/** What a tool answered, as a client sends it: here null may stand for "not said". */
export const sentToolOutput = either(
  text,
  list(
    choice(
      'type',
      {
        input_text: object({ ...inputText.shape, ...breakpointOrNull }),
        input_image: object({
          ...inputImage.shape,
          detail: optional(orNull(word('low', 'high', 'auto', 'original'))),
          ...breakpointOrNull,
        }),
        input_file: object({
          ...inputFile.shape,
          file_data: optional(orNull(text)),
          file_url: optional(orNull(text)),
          filename: optional(orNull(text)),
          ...breakpointOrNull,
        }),
      },
      readInInput,
    ),
  ),
)

/** A reference to a stored prompt, with its variables. */
export const prompt = object({
  id: text,
  variables: optional(orNull(record(either(text, inputPart)))),
  version: optional(orNull(text)),
})
