// The envelope of a finished answer: everything about it but what was said.
import type { Conversion } from './conversion.ts'
import { echoRows } from './echoes.ts'
import { isIncomplete } from './outcome.ts'
import { child, isNothing, isObject } from './read.ts'
import { lost, mapped, nested, renamed, same } from './row.ts'
import { compile, convertFields } from './table.ts'
import { usageToChat, usageToResponses } from './usage.ts'

const incompleteFields = compile({ answer: true, chat: {}, responses: { reason: nested } })

/** Fields of a chat completion. */
export const chatResultFields = {
  id: mapped({ to: ['id'], is: 'string', note: '`chatcmpl-X` and `resp_X` are the same answer.' }),
  object: mapped({ to: ['object'], is: 'string', note: '`chat.completion` and `response`.' }),
  created: renamed('created_at', 'number', {
    toChat(value, at, run) {
      const seconds = Math.floor(value as number)
      if (seconds !== value) run.changed(at, 'reshaped', 'Chat counts whole seconds.')
      return seconds
    },
  }),
  model: same('string'),
  choices: mapped({
    to: ['output', 'status', 'incomplete_details'],
    is: 'array',
    note: 'The first choice is the output; further choices are lost.',
    toChat: {
      incomplete_details(value, _target, at, run, response) {
        if (!isObject(value)) return
        if (isIncomplete(response)) convertFields(incompleteFields.toChat, value, {}, at, run)
        else if (!isNothing(value))
          run.dropped(at, 'no-counterpart', 'The status says that the answer is not incomplete.')
      },
    },
  }),
  usage: same('object', { toResponses: usageToResponses, toChat: usageToChat }),
  service_tier: same('string'),
  moderation: same('any'),
  metadata: same('object', { toChat: value => (isNothing(value) ? undefined : value) }),
  error: nested,
  system_fingerprint: lost(
    'string',
    'Responses does not name the configuration of the server.',
    undefined,
    'bookkeeping',
  ),
} as const

/** The text of an output, as SDKs add it up. */
function textOf(output: unknown): string {
  const items = Array.isArray(output) ? output : []
  const parts = items.flatMap(item => (isObject(item) && Array.isArray(item.content) ? item.content : [item]))
  return parts.map(part => (isObject(part) && part.type === 'output_text' ? (part.text ?? '') : '')).join('')
}

/** Fields of a response that no field of a completion leads to, beside the echoes. */
export const responsesResultFields = {
  output_text: mapped({
    to: [],
    is: 'string',
    note: 'Added by SDKs: the text of the output once more. Where it is another text, it is lost.',
    toChat: {
      output_text(value, _target, at, run, response) {
        if (value !== '' && value !== textOf(response.output)) {
          run.dropped(at, 'no-counterpart', 'It is not the text of the output, which is what chat answers.')
        }
      },
    },
  }),
  completed_at: lost('number', 'A chat answer has one time, that of its creation.', undefined, 'bookkeeping'),
  access_programs: lost('any', 'Chat has no access programs.', undefined, 'bookkeeping'),
  billing: lost('object', 'A chat answer does not say who pays.', undefined, 'bookkeeping'),
  input_transformations: lost(
    'array',
    'A chat answer does not say how its input was changed.',
    undefined,
    'bookkeeping',
  ),
  prompt_cache_diagnostics: lost(
    'object',
    'A chat answer has no diagnostics of the prompt cache.',
    undefined,
    'bookkeeping',
  ),
  tool_usage: lost('object', 'A chat answer does not count the use of hosted tools.', undefined, 'bookkeeping'),
} as const

export const result = compile({
  answer: true,
  chat: chatResultFields,
  responses: { ...responsesResultFields, ...echoRows },
})

const whyOneChoice = 'Responses gives one answer; only the first choice is carried over.'

/** One choice of a chat answer, without its message. */
export const choice = compile({
  answer: true,
  chat: {
    index: nested,
    message: nested,
    delta: nested,
    finish_reason: mapped({
      to: ['status'],
      is: 'string',
      note: 'Each reason has a status of its own, some with incomplete_details.',
    }),
    logprobs: mapped({ to: ['output'], is: 'object', note: 'Part of the text in Responses.' }),
  },
  responses: {},
})

/** The message of a choice. */
export const answer = compile({
  answer: true,
  chat: {
    role: nested,
    content: mapped({ to: ['output'], is: 'any', note: 'The text part of a message item; none when it is empty.' }),
    refusal: mapped({ to: ['output'], is: 'string', note: 'A refusal part of the message item.' }),
    annotations: mapped({ to: ['output'], is: 'array', note: 'Citations of the text part.' }),
    tool_calls: mapped({ to: ['output'], is: 'array', note: 'One item a call.' }),
    function_call: mapped({ to: ['output'], is: 'object', note: 'A function_call item.' }),
    reasoning_content: mapped({ to: ['output'], is: 'string', note: 'A reasoning item before the message.' }),
    reasoning: mapped({ to: ['output'], is: 'string', note: 'Read like reasoning_content, which comes back instead.' }),
    audio: lost('object', 'Responses answers in text only.'),
  },
  responses: {},
})

/** The `function`, `custom` or legacy `function_call` of a call. */
export const calledFields = compile({
  answer: true,
  chat: { name: nested, arguments: nested, input: nested },
  responses: {},
})

/** Reports the choices a Responses answer has no room for. */
export function reportFurtherChoices(choices: readonly unknown[], kept: number, run: Conversion): void {
  for (let index = 0; index < choices.length; index++) {
    if (index !== kept) run.dropped(child('/choices', index), 'no-counterpart', whyOneChoice)
  }
}
