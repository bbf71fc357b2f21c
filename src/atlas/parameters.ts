// What becomes of every request parameter of either API. Adding a parameter is adding a row here and a case to fixtures/.
import { inputToChat, instructionsToChat, messagesToResponses } from './conversation.ts'
import { formatToChat, formatToResponses } from './format.ts'
import { includeToChat, logprobsToResponses, topLogprobsToChat, topLogprobsToResponses } from './logprobs.ts'
import { inside, lost, mapped, renamed, same } from './row.ts'
import { streamOptionsToChat, streamOptionsToResponses } from './stream-options.ts'
import { compile } from './table.ts'
import { maxTokensToResponses, tokenLimitToResponses } from './token-limit.ts'
import { functionChoiceToResponses, toolChoiceToChat, toolChoiceToResponses } from './tools/choice.ts'
import { functionsToResponses, toolsToChat, toolsToResponses, webSearchToResponses } from './tools/index.ts'

const memory = 'Chat servers keep no conversation; send its messages.'
const sampling = 'Responses has no such sampling parameter; leave it out or change the prompt.'

/** Rows keyed by the chat parameter. */
export const chatParameters = {
  messages: mapped({
    to: ['instructions', 'input'],
    is: 'array',
    note: 'A leading system message is `instructions`; every other message keeps its place and role in `input`. A lone user text is a string.',
    toResponses: messagesToResponses,
    toChat: { input: inputToChat, instructions: instructionsToChat },
  }),
  model: same('string'),
  max_completion_tokens: renamed('max_output_tokens', 'number', {
    note: 'Responses refuses limits below 16; a smaller one becomes 16.',
    toResponses: tokenLimitToResponses,
  }),
  max_tokens: mapped({
    to: ['max_output_tokens'],
    is: 'number',
    note: 'The deprecated name of max_completion_tokens, which wins where both are given and comes back.',
    toResponses: maxTokensToResponses,
  }),
  temperature: same('number'),
  top_p: same('number'),
  stream: same('boolean'),
  stream_options: mapped({
    to: ['stream_options'],
    is: 'object',
    note: 'include_obfuscation is the same. include_usage has no counterpart: Responses always reports usage.',
    toResponses: streamOptionsToResponses,
    toChat: { stream_options: streamOptionsToChat },
  }),
  response_format: inside('text', 'format', 'object', {
    note: 'The members of `json_schema` are members of the format.',
    toResponses: formatToResponses,
    toChat: formatToChat,
  }),
  verbosity: inside('text', 'verbosity', 'string'),
  reasoning_effort: inside('reasoning', 'effort', 'string'),
  tools: mapped({
    to: ['tools'],
    is: 'array',
    note: 'Function and custom tools are flat in Responses. `strict: false` is written out there, where `true` is the default.',
    toResponses: toolsToResponses,
    toChat: { tools: toolsToChat },
  }),
  tool_choice: same('string | object', {
    note: 'Named tools and allowed_tools are flat in Responses.',
    toResponses: toolChoiceToResponses,
    toChat: toolChoiceToChat,
  }),
  parallel_tool_calls: same('boolean'),
  functions: mapped({
    to: ['tools'],
    is: 'array',
    note: 'Legacy definitions are function tools; the answer comes back in the legacy form.',
    toResponses: functionsToResponses,
  }),
  function_call: mapped({
    to: ['tool_choice'],
    is: 'string | object',
    note: 'The legacy form of tool_choice.',
    toResponses: functionChoiceToResponses,
  }),
  web_search_options: mapped({
    to: ['tools'],
    is: 'object',
    note: 'A web_search tool. It comes back as the parameter for chat models made for search, and is lost for others.',
    toResponses: webSearchToResponses,
  }),
  logprobs: mapped({
    to: ['include'],
    is: 'boolean',
    note: '`true` is an entry of `include`: message.output_text.logprobs.',
    toResponses: logprobsToResponses,
    toChat: { include: includeToChat },
  }),
  top_logprobs: same('number', { toResponses: topLogprobsToResponses, toChat: topLogprobsToChat }),
  store: same('boolean', {
    absent: false,
    note: 'Responses stores where nothing is said, chat does not; so `false` is written out. Unsaid stays unsaid on the way back.',
  }),
  metadata: same('object'),
  service_tier: same('string'),
  safety_identifier: same('string'),
  prompt_cache_key: same('string'),
  prompt_cache_options: same('object'),
  prompt_cache_retention: same('string'),
  user: same('string'),
  moderation: same('any'),
  n: lost('number', 'Responses gives one answer a call; make several calls.', 1),
  stop: lost('string | array', 'Responses has no stop sequences; cut the text where the sequence begins.'),
  seed: lost('number', 'Responses has no seed: sampling cannot be repeated.'),
  logit_bias: lost('object', sampling, {}),
  frequency_penalty: lost('number', sampling, 0),
  presence_penalty: lost('number', sampling, 0),
  prediction: lost('object', 'Responses takes no predicted output; leave it out.'),
  modalities: lost('array', 'Responses answers in text only.', ['text']),
  audio: lost('object', 'Responses answers in text only.'),
} as const

/** Rows keyed by the Responses parameter, for those no chat parameter leads to. */
export const responsesParameters = {
  access_programs: lost('any', 'Chat has no access programs.'),
  background: lost('boolean', 'Chat answers while the caller waits; it has no background mode.', false),
  context_management: lost('array', 'Chat servers do not manage the context; shorten the history yourself.', []),
  conversation: lost('string | object', memory),
  image: lost('object', 'Chat has no request-wide image options.'),
  max_tool_calls: lost('number', 'Chat runs no tools itself, so there is nothing to limit.'),
  previous_response_id: lost('string', memory),
  prompt: lost('object', 'Chat has no stored prompt templates; send the messages.'),
  truncation: lost('string', 'Chat servers do not shorten a conversation that is too long.', 'disabled'),
} as const

/** Members of the Responses parameter `reasoning` that no chat parameter leads to. */
export const reasoningMembers = {
  summary: lost('string', 'Chat cannot be asked for summaries of reasoning.'),
  generate_summary: lost('string', 'Chat cannot be asked for summaries of reasoning.'),
  context: lost('string', 'Chat carries reasoning in the messages, all of it or none.'),
  mode: lost('string', 'Chat has no modes of reasoning.'),
} as const

/** Members of the Responses parameter `text` that no chat parameter leads to: none. */
export const textMembers = {} as const

export const parameters = compile({
  chat: chatParameters,
  responses: responsesParameters,
  within: { reasoning: reasoningMembers, text: textMembers },
})
