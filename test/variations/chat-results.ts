// What servers of Chat Completions may answer besides what was recorded: older ones, other vendors, other endings.
import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import { addUnknownKey, pick, records, settle, type Variation } from './variation.ts'

const envelope: Readonly<Record<string, readonly Json[]>> = {
  service_tier: ['default', null],
  system_fingerprint: ['fp_1', null, ''],
  metadata: [{ a: 'b' }, null],
  // Azure, OpenRouter, vLLM, llama.cpp, Groq, Perplexity, xAI, Mistral
  prompt_filter_results: [
    [{ prompt_index: 0, content_filter_results: { hate: { filtered: false, severity: 'safe' } } }],
    [],
  ],
  provider: ['Someone'],
  prompt_logprobs: [null],
  prompt_token_ids: [null],
  kv_transfer_params: [null],
  timings: [{ prompt_n: 1, predicted_per_second: 2.5 }],
  x_groq: [{ id: 'req_1' }],
  citations: [['https://example.com']],
  search_results: [[{ title: 't', url: 'https://example.com' }]],
  moderation: [null, { input: [] }],
}

const usages: readonly Json[] = [
  null,
  { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
  {
    prompt_tokens: 3,
    completion_tokens: 0,
    total_tokens: 3,
    prompt_tokens_details: null,
    completion_tokens_details: null,
  },
  { prompt_tokens: 3, total_tokens: 7, completion_tokens: 4, prompt_cache_hit_tokens: 2, prompt_cache_miss_tokens: 1 },
  { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, prompt_tokens_details: { cached_tokens: 2 } },
  {
    prompt_tokens: 3,
    completion_tokens: 4,
    total_tokens: 7,
    cost: 0.001,
    is_byok: false,
    cost_details: { upstream_inference_cost: null },
  },
  { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, queue_time: 0.1, total_time: 0.2 },
  {
    prompt_tokens: 3,
    completion_tokens: 4,
    total_tokens: 7,
    num_sources_used: 0,
    completion_tokens_details: {
      reasoning_tokens: 2,
      audio_tokens: 1,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 1,
    },
  },
]

const said: Readonly<Record<string, readonly Json[]>> = {
  annotations: [
    [],
    null,
    [{ type: 'url_citation', url_citation: { url: 'u', title: 't', start_index: 0, end_index: 1 } }],
  ],
  audio: [null, { id: 'audio_1', data: 'AA==', expires_at: 1, transcript: 'Hi' }],
  refusal: [null, 'No.'],
  reasoning_content: ['Hm.', '', null],
  reasoning: ['Hm.', null],
  reasoning_details: [[{ type: 'reasoning.text', text: 'Hm.', format: null, index: 0 }]],
  function_call: [null],
  tool_calls: [null, []],
  images: [[{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } }]],
  context: [{ citations: [], intent: 'x' }],
}

const calls: readonly JsonObject[] = [
  { id: 'call_v1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
  { id: 'call_v2', type: 'function', function: { name: 'g', arguments: '' }, index: 1 },
  { id: 'call_v3', type: 'custom', custom: { name: 'h', input: 'ls' } },
  { id: 'call_v4', function: { name: 'f', arguments: '{}' } },
]

const firstChoice = (completion: JsonObject): JsonObject | undefined => records(completion.choices)[0]
function firstMessage(completion: JsonObject): JsonObject | undefined {
  const message = firstChoice(completion)?.message
  return isRecord(message) ? message : undefined
}

export const chatResultVariations: Readonly<Record<string, Variation<JsonObject>>> = {
  'an unknown key': addUnknownKey,
  'an envelope': (completion, random) => settle(completion, envelope, random),
  usage: (completion, random) => {
    completion.usage = structuredClone(pick(random, usages) ?? null)
    return true
  },
  'a key less': (completion, random) => {
    const key = pick(
      random,
      Object.keys(completion).filter(each => each !== 'choices' && each !== 'error'),
    )
    if (key === undefined) return false
    delete completion[key]
    return true
  },
  'a message': (completion, random) => {
    const message = firstMessage(completion)
    return message !== undefined && settle(message, said, random)
  },
  'no text': (completion, random) => {
    const message = firstMessage(completion)
    if (message === undefined) return false
    message.content = pick(random, ['', null, '\n\n']) ?? null
    return true
  },
  'another ending': (completion, random) => {
    const choice = firstChoice(completion)
    if (choice === undefined) return false
    const end = pick(random, [
      'stop',
      'length',
      'content_filter',
      'tool_calls',
      'eos',
      'end_turn',
      'COMPLETE',
      '',
      null,
      undefined,
    ])
    if (end === undefined) delete choice.finish_reason
    else choice.finish_reason = end
    return true
  },
  'vendor keys of a choice': (completion, random) => {
    const choice = firstChoice(completion)
    if (choice === undefined) return false
    return settle(
      choice,
      {
        native_finish_reason: ['STOP', null],
        stop_reason: [null, 'x', 151_645],
        content_filter_results: [{}, { hate: { filtered: false } }],
        token_ids: [null],
        logprobs: [null, { content: null, refusal: null }, { content: [], refusal: null }],
      },
      random,
    )
  },
  'one more call': (completion, random) => {
    const message = firstMessage(completion)
    if (message === undefined || isRecord(message.function_call)) return false
    message.tool_calls = [...records(message.tool_calls), structuredClone(pick(random, calls) ?? {})]
    return true
  },
  'a call as it was before tools': completion => {
    const message = firstMessage(completion)
    if (message === undefined || message.tool_calls !== undefined) return false
    message.function_call = { name: 'f', arguments: '{}' }
    return true
  },
  'a second choice': completion => {
    const choice = firstChoice(completion)
    if (choice === undefined || !Array.isArray(completion.choices) || completion.choices.length > 1) return false
    completion.choices.push({ ...structuredClone(choice), index: 1 })
    return true
  },
  'another id': (completion, random) => {
    completion.id = pick(random, ['gen-1', 'cmpl-1', '', null, 'chatcmpl-', '0198-ab']) ?? null
    return true
  },
}
