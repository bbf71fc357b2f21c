// A piece of text: chat `text`; Responses `input_text` in what goes to the model, `output_text` in what it said.
import type { Conversion } from '../conversion.ts'
import { child, isNothing, type JsonObject, readString } from '../read.ts'
import { mapped, same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import type { Part } from './part.ts'

export const textFields = compile({
  chat: {
    type: tag,
    text: same('string'),
    prompt_cache_breakpoint: same('object'),
  },
  responses: {
    annotations: mapped({
      to: [],
      is: 'array',
      note: 'Chat history carries no citations.',
      toChat: { annotations: loseUnlessEmpty('Chat history carries no citations.') },
    }),
    logprobs: mapped({
      to: [],
      is: 'array',
      note: 'Chat history carries no log probabilities.',
      toChat: { logprobs: loseUnlessEmpty('Chat history carries no log probabilities.') },
    }),
  },
})

function loseUnlessEmpty(why: string) {
  return (value: unknown, _target: JsonObject, at: string, run: Conversion) => {
    if (!isNothing(value)) run.dropped(at, 'no-counterpart', why)
  }
}

export const text: Part = {
  toResponses(part, at, run, role) {
    readString(part.text, child(at, 'text'), 'The text of a text part')
    const type = role === 'assistant' ? 'output_text' : 'input_text'
    return convertFields(textFields.toResponses, part, { type }, at, run)
  },
  toChat(part, at, run) {
    readString(part.text, child(at, 'text'), 'The text of a text part')
    return convertFields(textFields.toChat, part, { type: 'text' }, at, run)
  },
}
