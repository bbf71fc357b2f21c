// The token counters of an answer.
import type { Conversion } from './conversion.ts'
import { type JsonObject, readObject } from './read.ts'
import { lost, mapped, renamed, same } from './row.ts'
import { type CompiledTable, compile, convertFields } from './table.ts'

const whyNoCounter = 'Responses has no such token counter.'

export const inputDetails = compile({
  answer: true,
  chat: {
    cached_tokens: same('number', { absent: 0 }),
    cache_write_tokens: same('number', { absent: 0 }),
    audio_tokens: lost('number', whyNoCounter),
    image_tokens: lost('number', whyNoCounter),
    text_tokens: lost('number', whyNoCounter),
  },
  responses: {},
})

export const outputDetails = compile({
  answer: true,
  chat: {
    reasoning_tokens: same('number', { absent: 0 }),
    accepted_prediction_tokens: lost('number', whyNoCounter),
    rejected_prediction_tokens: lost('number', whyNoCounter),
    audio_tokens: lost('number', whyNoCounter),
    image_tokens: lost('number', whyNoCounter),
    text_tokens: lost('number', whyNoCounter),
  },
  responses: {},
})

function details(chat: string, responses: string, table: CompiledTable) {
  return mapped({
    to: [responses],
    is: 'object',
    note: 'Its counters, one by one; Responses requires those it knows, so an unknown one is 0 there.',
    toResponses(value, target, at, run) {
      target[responses] = convertFields(table.toResponses, readObject(value, at, chat), {}, at, run)
    },
    toChat: {
      [responses](value, target, at, run) {
        if (value !== null) target[chat] = convertFields(table.toChat, readObject(value, at, responses), {}, at, run)
      },
    },
  })
}

export const usage = compile({
  answer: true,
  chat: {
    prompt_tokens: renamed('input_tokens', 'number'),
    prompt_tokens_details: details('prompt_tokens_details', 'input_tokens_details', inputDetails),
    completion_tokens: renamed('output_tokens', 'number'),
    completion_tokens_details: details('completion_tokens_details', 'output_tokens_details', outputDetails),
    total_tokens: same('number'),
  },
  responses: {},
})

const sum = (one: unknown, other: unknown) => (Number(one) || 0) + (Number(other) || 0)

export function usageToResponses(value: unknown, at: string, run: Conversion): JsonObject {
  const counted = convertFields(usage.toResponses, readObject(value, at, 'usage'), {}, at, run)
  return {
    input_tokens: counted.input_tokens ?? 0,
    input_tokens_details: counted.input_tokens_details ?? { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: counted.output_tokens ?? 0,
    output_tokens_details: counted.output_tokens_details ?? { reasoning_tokens: 0 },
    total_tokens: counted.total_tokens ?? sum(counted.input_tokens, counted.output_tokens),
  }
}

export function usageToChat(value: unknown, at: string, run: Conversion): JsonObject {
  const counted = convertFields(usage.toChat, readObject(value, at, 'usage'), {}, at, run)
  return {
    ...counted,
    prompt_tokens: counted.prompt_tokens ?? 0,
    completion_tokens: counted.completion_tokens ?? 0,
    total_tokens: counted.total_tokens ?? sum(counted.prompt_tokens, counted.completion_tokens),
  }
}
