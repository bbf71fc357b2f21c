// Small settings both APIs share: metadata, cache, moderation, service tiers, token logprobs.
import { choice } from './choice.ts'
import { flag, list, literal, number, object, optional, orNull, owed, record, text, word } from './kinds.ts'

export const metadata = record(text)

export const effort = word('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max')

export const verbosity = word('low', 'medium', 'high')

export const cacheBreakpoint = object({ mode: literal('explicit'), ttl: optional(word('30m', '12h')) })

export const cacheRetention = word('in_memory', '24h')

export const chatServiceTier = word('auto', 'default', 'flex', 'scale', 'priority', 'fast')

export const responsesServiceTier = word('auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast')

const moderationMode = object({ mode: word('score', 'block') })

/** What a request asks of moderation. */
export const moderationRequest = object({
  model: text,
  policy: optional(
    orNull(object({ input: optional(orNull(moderationMode)), output: optional(orNull(moderationMode)) })),
  ),
})

/** One verdict of moderation. Chat lists them, Responses gives one for each side. */
export const moderationVerdict = object({
  type: literal('moderation_result'),
  model: owed(text),
  flagged: owed(flag),
  categories: owed(record(flag)),
  category_applied_input_types: owed(record(list(word('text', 'image')))),
  category_scores: owed(record(number)),
})

export const moderationFailure = object({ type: literal('error'), code: owed(text), message: owed(text) })

const chatVerdicts = choice('type', {
  moderation_results: object({
    type: literal('moderation_results'),
    model: owed(text),
    results: owed(list(moderationVerdict)),
  }),
  error: moderationFailure,
})

export const chatModeration = object({ input: owed(chatVerdicts), output: owed(chatVerdicts) })

const responsesVerdict = choice('type', { moderation_result: moderationVerdict, error: moderationFailure })

export const responsesModeration = object({ input: owed(responsesVerdict), output: owed(responsesVerdict) })

const chatTopLogprob = object({ token: text, bytes: owed(orNull(list(number))), logprob: number })

const chatLogprob = object({ ...chatTopLogprob.shape, top_logprobs: owed(list(chatTopLogprob)) })

export const chatLogprobs = object({
  content: owed(orNull(list(chatLogprob))),
  refusal: owed(orNull(list(chatLogprob))),
})

const responsesTopLogprob = object({ token: text, bytes: owed(list(number)), logprob: number })

export const responsesLogprob = object({ ...responsesTopLogprob.shape, top_logprobs: owed(list(responsesTopLogprob)) })
