// Settings, turns and tools of chat requests: documented ones of every age, and those of other vendors.
import type { Json, JsonObject } from '../laws/json.ts'

export const settings: Readonly<Record<string, readonly Json[]>> = {
  audio: [{ voice: 'alloy', format: 'mp3' }, null],
  frequency_penalty: [0, 0.5, null],
  logit_bias: [{}, { '50256': -100 }, null],
  logprobs: [true, false, null],
  max_completion_tokens: [1, 16, 5000, null],
  max_tokens: [5, 256, null],
  metadata: [{ team: 'a' }, {}, null],
  modalities: [['text'], ['text', 'audio'], null],
  moderation: [{ model: 'omni-moderation-latest' }, null],
  n: [1, 2, null],
  parallel_tool_calls: [true, false],
  prediction: [{ type: 'content', content: 'x' }, null],
  presence_penalty: [0, -1, null],
  prompt_cache_key: ['key', null],
  prompt_cache_retention: ['24h', 'in_memory', null],
  reasoning_effort: ['none', 'minimal', 'low', 'xhigh', null],
  response_format: [
    { type: 'text' },
    { type: 'json_object' },
    { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' }, strict: true, description: 'd' } },
    { type: 'json_schema', json_schema: { name: 'a' } },
  ],
  safety_identifier: ['user', null],
  seed: [7, null],
  service_tier: ['auto', 'flex', 'priority', null],
  stop: ['\n', ['a', 'b'], [], null],
  store: [true, false, null],
  stream: [true, false, null],
  stream_options: [{ include_usage: true }, { include_usage: false, include_obfuscation: false }, {}, null],
  temperature: [0, 1, 2, null],
  top_logprobs: [0, 5, null],
  top_p: [0.1, 1, null],
  user: ['somebody', null],
  verbosity: ['low', 'medium', 'high', null],
  web_search_options: [
    {},
    { search_context_size: 'low' },
    { user_location: { type: 'approximate', approximate: { country: 'GB', city: 'London' } } },
  ],
  // OpenRouter
  provider: [{ order: ['x'], allow_fallbacks: false }],
  transforms: [['middle-out']],
  models: [['a/b', 'c/d']],
  route: ['fallback'],
  reasoning: [{ effort: 'high' }, { max_tokens: 2000, exclude: true }],
  usage: [{ include: true }],
  plugins: [[{ id: 'web' }]],
  // vLLM, llama.cpp and Ollama
  top_k: [40],
  min_p: [0.05],
  repetition_penalty: [1.1],
  best_of: [2],
  guided_json: [{ type: 'object' }],
  chat_template_kwargs: [{ enable_thinking: false }],
  cache_prompt: [true],
  mirostat: [2],
  keep_alive: ['5m', -1],
  options: [{ num_ctx: 4096 }],
  // DeepSeek, Qwen, Mistral, Azure, Groq
  thinking: [{ type: 'enabled' }],
  enable_thinking: [false],
  safe_prompt: [true],
  random_seed: [7],
  data_sources: [[{ type: 'azure_search', parameters: { endpoint: 'https://example.com' } }]],
  reasoning_format: ['parsed'],
  include_reasoning: [true],
}

const call = (id: string, name = 'f'): JsonObject => ({
  id,
  type: 'function',
  function: { name, arguments: '{"a":1}' },
})

/** Turns that may stand between any two others, or at the end. */
export const turns: readonly JsonObject[][] = [
  [{ role: 'system', content: 'Be brief.' }],
  [{ role: 'system', content: [{ type: 'text', text: 'Be brief.' }] }],
  [{ role: 'developer', content: 'Be brief.' }],
  [
    {
      role: 'developer',
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
      name: 'boss',
    },
  ],
  [{ role: 'user', content: 'And?', name: 'bob' }],
  [{ role: 'user', content: '' }],
  [{ role: 'user', content: [{ type: 'text', text: 'See', cache_control: { type: 'ephemeral' } }] }],
  [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } }] }],
  [
    {
      role: 'user',
      content: [
        { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
        { type: 'text', text: '?' },
      ],
    },
  ],
  [
    {
      role: 'user',
      content: [
        { type: 'file', file: { file_id: 'file-1' } },
        { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA==' } },
      ],
    },
  ],
  [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } }] }],
  [
    {
      role: 'user',
      content: [
        { type: 'video_url', video_url: { url: 'https://example.com/a.mp4' } },
        { type: 'text', text: '?' },
      ],
    },
  ],
  [{ role: 'assistant', content: 'Fine.' }],
  [
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Fine.' },
        { type: 'text', text: 'Good.' },
      ],
    },
  ],
  [{ role: 'assistant', content: null, refusal: 'No.' }],
  [{ role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] }],
  [
    {
      role: 'assistant',
      content: 'Fine.',
      refusal: null,
      annotations: [],
      audio: null,
      function_call: null,
      tool_calls: null,
    },
  ],
  [{ role: 'assistant', content: 'Fine.', reasoning_content: 'Hm.' }],
  [
    {
      role: 'assistant',
      content: 'Fine.',
      reasoning: 'Hm.',
      reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }],
    },
  ],
  [{ role: 'assistant', content: 'Fi', prefix: true }],
  [{ role: 'assistant', content: null, audio: { id: 'audio_1' } }],
  [
    {
      role: 'assistant',
      content: 'See',
      annotations: [{ type: 'url_citation', url_citation: { url: 'u', title: 't', start_index: 0, end_index: 1 } }],
    },
  ],
  [
    { role: 'assistant', content: null, tool_calls: [call('call_v1'), call('call_v2', 'g')] },
    { role: 'tool', tool_call_id: 'call_v1', content: 'one' },
    { role: 'tool', tool_call_id: 'call_v2', content: [{ type: 'text', text: 'two' }] },
  ],
  [
    { role: 'assistant', content: 'Calling.', reasoning_content: 'Hm.', tool_calls: [call('call_v3')] },
    { role: 'tool', tool_call_id: 'call_v3', content: '', name: 'f' },
  ],
  [
    { role: 'assistant', content: '', tool_calls: [call('call_v6'), call('call_v7')] },
    { role: 'tool', tool_call_id: 'call_v7', content: 'second first' },
    { role: 'tool', tool_call_id: 'call_v6', content: 'first second' },
  ],
  [
    { role: 'assistant', tool_calls: [{ id: 'call_v4', type: 'custom', custom: { name: 'h', input: 'ls' } }] },
    { role: 'tool', tool_call_id: 'call_v4', content: 'a b' },
  ],
  [
    { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
    { role: 'function', name: 'f', content: 'old' },
  ],
]

export const tools: readonly JsonObject[] = [
  { type: 'function', function: { name: 'v_plain' } },
  { type: 'function', function: { name: 'v_null', description: null, parameters: null, strict: null } },
  {
    type: 'function',
    function: {
      name: 'v_strict',
      strict: true,
      parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
    },
  },
  { type: 'function', function: { name: 'v_cached', parameters: {} }, cache_control: { type: 'ephemeral' } },
  { type: 'custom', custom: { name: 'v_free' } },
  {
    type: 'custom',
    custom: {
      name: 'v_grammar',
      description: 'd',
      format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'start: "a"' } },
    },
  },
  { type: 'custom', custom: { name: 'v_text', format: { type: 'text' } } },
]
