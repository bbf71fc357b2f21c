// A rich, sound chat completion made by hand, and one like it as a stream of chunks.
import type { Json } from './json.ts'

const logprobs: Json = { content: [{ token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }], refusal: null }

export const chatCompletion: Json = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [
    {
      index: 0,
      finish_reason: 'tool_calls',
      logprobs,
      message: {
        role: 'assistant',
        content: 'Hi',
        refusal: 'No',
        reasoning_content: 'Hm',
        annotations: [
          {
            type: 'url_citation',
            url_citation: { url: 'https://example.com', title: 't', start_index: 0, end_index: 1 },
          },
        ],
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } },
          { id: 'call_2', type: 'custom', custom: { name: 'g', input: 'x' } },
        ],
      },
    },
    {
      index: 1,
      finish_reason: 'function_call',
      message: { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
    },
  ],
  usage: {
    prompt_tokens: 1,
    completion_tokens: 2,
    total_tokens: 3,
    prompt_tokens_details: { cached_tokens: 1, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 1, accepted_prediction_tokens: 0 },
  },
  service_tier: 'default',
  system_fingerprint: 'fp',
}

const chunk = (delta: Json, finish_reason: Json = null, logprobs: Json = null): Json => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm',
  choices: [{ index: 0, delta, finish_reason, logprobs }],
  usage: null,
})

export const chatChunks: Json[] = [
  chunk({ role: 'assistant', content: '', refusal: null }),
  chunk({ reasoning_content: 'Hm' }),
  chunk({ content: 'Hi' }, null, logprobs),
  chunk({
    annotations: [
      { type: 'url_citation', url_citation: { url: 'https://example.com', title: 't', start_index: 0, end_index: 1 } },
    ],
  }),
  chunk({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '' } }] }),
  chunk({ refusal: 'No' }),
  chunk({
    tool_calls: [
      { index: 0, function: { arguments: '{}' } },
      { index: 1, id: 'call_2', type: 'custom', custom: { name: 'g', input: 'x' } },
    ],
  }),
  chunk({}, 'tool_calls'),
  {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  },
  '[DONE]',
]
