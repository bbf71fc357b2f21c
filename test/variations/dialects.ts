// Chat streams as other vendors write them: forms their servers and documentation show, which no recording at hand has.
import type { Json, JsonObject } from '../laws/json.ts'

const chunk = (delta: JsonObject, choice: JsonObject = {}, envelope: JsonObject = {}): JsonObject => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: null, ...choice }],
  ...envelope,
})
const end = (reason: string, rest: JsonObject = {}): JsonObject => chunk({}, { finish_reason: reason, ...rest })
const usage = (counters: JsonObject = {}): JsonObject => ({
  ...chunk({}),
  choices: [],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, ...counters },
})
const call = (
  index: number,
  id: string | null,
  name: string | null,
  text: string,
  rest: JsonObject = {},
): JsonObject => ({
  index,
  ...(id === null ? {} : { id, type: 'function' }),
  function: { ...(name === null ? {} : { name }), arguments: text },
  ...rest,
})
const calls = (...list: JsonObject[]): JsonObject => chunk({ tool_calls: list })

export const dialectStreams: Readonly<Record<string, readonly Json[]>> = {
  'DeepSeek thinks with content null and counts its cache': [
    chunk({ role: 'assistant', content: null, reasoning_content: '' }),
    chunk({ content: null, reasoning_content: 'Hm' }),
    chunk({ content: null, reasoning_content: '.' }),
    chunk({ content: 'Hi', reasoning_content: null }),
    {
      ...chunk({ content: '', reasoning_content: null }, { finish_reason: 'stop', logprobs: null }),
      usage: {
        prompt_tokens: 3,
        completion_tokens: 4,
        total_tokens: 7,
        prompt_cache_hit_tokens: 0,
        prompt_cache_miss_tokens: 3,
        completion_tokens_details: { reasoning_tokens: 2 },
      },
    },
    '[DONE]',
  ],
  'OpenRouter tells reasoning twice and its costs on a chunk with a choice': [
    chunk(
      {
        role: 'assistant',
        content: '',
        reasoning: 'Hm',
        reasoning_details: [{ type: 'reasoning.text', text: 'Hm', format: 'unknown', index: 0 }],
      },
      { native_finish_reason: null },
      { provider: 'X' },
    ),
    chunk(
      {
        role: 'assistant',
        content: '',
        reasoning: '.',
        reasoning_details: [{ type: 'reasoning.text', text: '.', format: 'unknown', index: 0 }],
      },
      { native_finish_reason: null },
      { provider: 'X' },
    ),
    chunk({ role: 'assistant', content: 'Hi' }, { native_finish_reason: null }, { provider: 'X' }),
    chunk(
      { role: 'assistant', content: '' },
      { finish_reason: 'stop', native_finish_reason: 'completed' },
      { provider: 'X' },
    ),
    chunk(
      { role: 'assistant', content: '' },
      { native_finish_reason: null },
      {
        provider: 'X',
        usage: {
          prompt_tokens: 3,
          completion_tokens: 4,
          total_tokens: 7,
          cost: 0.01,
          is_byok: false,
          prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
          cost_details: { upstream_inference_cost: null },
        },
      },
    ),
    '[DONE]',
  ],
  'OpenRouter breaks off with an error and a choice that says error': [
    chunk({ role: 'assistant', content: 'H' }, {}, { provider: 'X' }),
    chunk(
      { content: '' },
      { finish_reason: 'error', native_finish_reason: 'error' },
      { error: { code: 502, message: 'Provider disconnected', metadata: { provider_name: 'X' } } },
    ),
    '[DONE]',
  ],
  'vLLM counts on every chunk and says why it stopped': [
    chunk(
      { role: 'assistant', content: '' },
      { logprobs: null },
      { usage: { prompt_tokens: 3, total_tokens: 3, completion_tokens: 0 } },
    ),
    chunk(
      { content: 'Hi' },
      { logprobs: null },
      { usage: { prompt_tokens: 3, total_tokens: 4, completion_tokens: 1 } },
    ),
    chunk(
      { content: '' },
      { finish_reason: 'stop', stop_reason: 151_645, token_ids: null },
      { usage: { prompt_tokens: 3, total_tokens: 5, completion_tokens: 2 } },
    ),
    { ...usage({ prompt_tokens_details: null }) },
    '[DONE]',
  ],
  'vLLM calls tools piece by piece': [
    chunk({ role: 'assistant', content: '', reasoning_content: null, tool_calls: [] }),
    calls(call(0, 'chatcmpl-tool-1', 'f', '')),
    calls(call(0, null, null, '{"a": ')),
    calls(call(0, null, null, '1}')),
    calls(call(1, 'chatcmpl-tool-2', 'g', '')),
    calls(call(1, null, null, '{}')),
    chunk({ content: '' }, { finish_reason: 'tool_calls', stop_reason: null }),
    usage(),
    '[DONE]',
  ],
  'Ollama gives every call the index 0 and stops': [
    chunk({ role: 'assistant', content: '' }, {}, { system_fingerprint: 'fp_ollama' }),
    chunk(
      { role: 'assistant', content: '', tool_calls: [call(0, 'call_a', 'f', '{"a":1}')] },
      {},
      { system_fingerprint: 'fp_ollama' },
    ),
    chunk(
      { role: 'assistant', content: '', tool_calls: [call(0, 'call_b', 'f', '{"a":2}')] },
      {},
      { system_fingerprint: 'fp_ollama' },
    ),
    chunk({ role: 'assistant', content: '' }, { finish_reason: 'stop' }, { system_fingerprint: 'fp_ollama' }),
    '[DONE]',
  ],
  'llama.cpp begins with content null and tells timings': [
    chunk({ role: 'assistant', content: null }, {}, { system_fingerprint: 'b1-x' }),
    chunk({ content: 'Hi' }, {}, { system_fingerprint: 'b1-x' }),
    { ...end('stop'), system_fingerprint: 'b1-x', timings: { prompt_n: 3, prompt_ms: 1.5, predicted_n: 4 } },
    usage(),
    '[DONE]',
  ],
  'Azure filters first, on every chunk and at the end': [
    {
      id: '',
      object: '',
      created: 0,
      model: '',
      choices: [],
      prompt_filter_results: [
        { prompt_index: 0, content_filter_results: { hate: { filtered: false, severity: 'safe' } } },
      ],
    },
    chunk(
      { role: 'assistant', content: '', refusal: null },
      { content_filter_results: {}, logprobs: null },
      { system_fingerprint: 'fp_1' },
    ),
    chunk(
      { content: 'Hi' },
      { content_filter_results: { hate: { filtered: false, severity: 'safe' } }, logprobs: null },
      { system_fingerprint: 'fp_1', obfuscation: 'x' },
    ),
    chunk(
      {},
      { finish_reason: 'content_filter', content_filter_results: { hate: { filtered: true, severity: 'high' } } },
    ),
    chunk(
      {},
      {
        content_filter_offsets: { check_offset: 1, start_offset: 1, end_offset: 9 },
        content_filter_results: { hate: { filtered: true, severity: 'high' } },
      },
    ),
    '[DONE]',
  ],
  'Groq tells its usage under a key of its own': [
    chunk(
      { role: 'assistant', content: '' },
      { logprobs: null },
      { system_fingerprint: 'fp_1', x_groq: { id: 'req_1' } },
    ),
    chunk({ reasoning: 'Hm.', channel: 'analysis' }),
    chunk({ content: 'Hi' }),
    {
      ...end('stop'),
      x_groq: { id: 'req_1', usage: { queue_time: 0.1, prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } },
    },
    '[DONE]',
  ],
  'Mistral calls in one piece, without an index, in its last chunk': [
    chunk({ role: 'assistant', content: '' }),
    {
      ...chunk(
        { content: '', tool_calls: [{ id: 'D681PevKs', function: { name: 'f', arguments: '{"a":1}' } }] },
        { finish_reason: 'tool_calls' },
      ),
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
    },
    '[DONE]',
  ],
  'Gemini calls with a signature and stops': [
    chunk(
      {
        role: 'assistant',
        tool_calls: [
          call(0, 'function-call-1', 'f', '{"a":1}', { extra_content: { google: { thought_signature: 'AA==' } } }),
        ],
      },
      { finish_reason: 'stop' },
    ),
    chunk(
      { role: 'assistant', content: null },
      { finish_reason: 'stop' },
      { usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } },
    ),
    '[DONE]',
  ],
  'xAI cites at the end': [
    chunk({ role: 'assistant', reasoning_content: 'Hm.' }),
    chunk({ content: 'Hi', role: 'assistant' }),
    { ...end('stop'), citations: ['https://example.com'] },
    usage({
      num_sources_used: 0,
      completion_tokens_details: {
        reasoning_tokens: 1,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    }),
    '[DONE]',
  ],
  'OpenAI speaks': [
    chunk({ role: 'assistant', content: null, refusal: null, audio: { id: 'audio_1', transcript: 'He' } }),
    chunk({ audio: { transcript: 'llo' } }),
    chunk({ audio: { data: 'AAAA' } }),
    chunk({ audio: { data: 'AA==', expires_at: 1_700_000_100 } }),
    end('stop'),
    usage({ completion_tokens_details: { audio_tokens: 2, reasoning_tokens: 0 } }),
    '[DONE]',
  ],
  'OpenAI refuses, with the probabilities of its words': [
    chunk({ role: 'assistant', content: null, refusal: '' }, { logprobs: { content: null, refusal: [] } }),
    chunk(
      { refusal: 'No' },
      { logprobs: { content: null, refusal: [{ token: 'No', logprob: -0.1, bytes: [78, 111], top_logprobs: [] }] } },
    ),
    chunk(
      { refusal: '.' },
      { logprobs: { content: null, refusal: [{ token: '.', logprob: -0.1, bytes: [46], top_logprobs: [] }] } },
    ),
    end('stop', { logprobs: null }),
    '[DONE]',
  ],
  'OpenAI gives two answers at once': [
    chunk({ role: 'assistant', content: '' }),
    chunk({ role: 'assistant', content: '' }, { index: 1 }),
    chunk({ content: 'Hi' }),
    chunk({ content: 'Ho' }, { index: 1 }),
    end('stop'),
    end('length', { index: 1 }),
    usage(),
    '[DONE]',
  ],
  'a model calls as models did before tools': [
    chunk({ role: 'assistant', content: null, function_call: { name: 'f', arguments: '' } }),
    chunk({ function_call: { arguments: '{"a"' } }),
    chunk({ function_call: { arguments: ':1}' } }),
    end('function_call'),
    '[DONE]',
  ],
  'a gateway leaves out all but the text': [
    { choices: [{ delta: { content: 'Hi' } }] },
    { choices: [{ delta: { content: '!' }, finish_reason: 'stop' }] },
  ],
  'a gateway sends a finished message as one chunk': [
    {
      id: 'gen-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
    },
    '[DONE]',
  ],
  'a gateway answers with an error as its only chunk': [{ error: { message: 'No.', type: 'server_error', code: 503 } }],
  'a proxy says why it stopped in its own words': [chunk({ role: 'assistant', content: 'Hi' }), end('eos'), '[DONE]'],
}
