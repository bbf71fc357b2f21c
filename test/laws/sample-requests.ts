// Two rich, sound requests made by hand: whatever a converter of requests looks at occurs in them.
import type { Json } from './json.ts'

const parameters: Json = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }

export const chatRequest: Json = {
  model: 'm',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'developer', content: [{ type: 'text', text: 'Be kind.' }], name: 'dev' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look' },
        { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
        { type: 'file', file: { file_id: 'file_1', filename: 'a.pdf' } },
        { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Wait' },
        { type: 'refusal', refusal: 'No' },
      ],
      reasoning_content: 'Hm',
      tool_calls: [
        { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"city":"Rome"}' } },
        { id: 'call_2', type: 'custom', custom: { name: 'g', input: 'x' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call_1', content: 'Sunny' },
    { role: 'tool', tool_call_id: 'call_2', content: [{ type: 'text', text: 'y' }] },
    { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
    { role: 'function', name: 'f', content: 'Rain' },
    { role: 'assistant', content: 'Done', refusal: null, audio: { id: 'audio_1' } },
  ],
  tools: [
    { type: 'function', function: { name: 'f', description: 'Weather', parameters, strict: true } },
    {
      type: 'custom',
      custom: { name: 'g', format: { type: 'grammar', grammar: { definition: 'a', syntax: 'lark' } } },
    },
  ],
  tool_choice: {
    type: 'allowed_tools',
    allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'f' } }] },
  },
  response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: parameters, strict: true } },
  web_search_options: { user_location: { type: 'approximate', approximate: { city: 'Rome' } } },
  stream: true,
  stream_options: { include_usage: true, include_obfuscation: false },
  stop: ['a'],
  n: 2,
  max_tokens: 5,
  logprobs: true,
  top_logprobs: 2,
  reasoning_effort: 'low',
  verbosity: 'low',
  logit_bias: { 1: 2 },
  modalities: ['text', 'audio'],
  audio: { voice: 'v', format: 'wav' },
  prediction: { type: 'content', content: 'x' },
  metadata: { a: 'b' },
  vendor: { a: 1 },
}

export const responsesRequest: Json = {
  model: 'm',
  instructions: 'Be brief.',
  input: [
    { role: 'user', content: 'Hi' },
    {
      type: 'message',
      role: 'user',
      content: [
        { type: 'input_text', text: 'Look' },
        { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'auto' },
        { type: 'input_file', file_id: 'file_1' },
      ],
    },
    { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'Hm' }], encrypted_content: 'e' },
    {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      status: 'completed',
      phase: 'commentary',
      content: [
        { type: 'output_text', text: 'Wait', annotations: [], logprobs: [] },
        { type: 'refusal', refusal: 'No' },
      ],
    },
    { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'f', namespace: 'n', arguments: '{}' },
    { type: 'custom_tool_call', call_id: 'call_2', name: 'g', input: 'x' },
    { role: 'user', content: 'in between' },
    {
      type: 'function_call_output',
      call_id: 'call_1',
      output: [{ type: 'input_image', image_url: 'data:a', detail: 'low' }],
    },
    { type: 'custom_tool_call_output', call_id: 'call_2', output: 'y' },
    { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search', query: 'q' } },
    { type: 'item_reference', id: 'msg_0' },
    { type: 'additional_tools', role: 'developer', tools: [{ type: 'function', name: 'h', parameters, strict: null }] },
  ],
  tools: [
    { type: 'function', name: 'f', parameters, strict: true },
    { type: 'custom', name: 'g', format: { type: 'grammar', definition: 'a', syntax: 'lark' } },
    { type: 'namespace', name: 'n', description: 'd', tools: [{ type: 'function', name: 'f', parameters }] },
    { type: 'web_search', user_location: { type: 'approximate', city: 'Rome' } },
    { type: 'mcp', server_label: 's', server_url: 'https://example.com' },
  ],
  tool_choice: { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'f' }] },
  text: { format: { type: 'json_schema', name: 'answer', schema: parameters }, verbosity: 'low' },
  reasoning: { effort: 'low', summary: 'auto' },
  include: ['message.output_text.logprobs', 'reasoning.encrypted_content'],
  stream: true,
  stream_options: { include_obfuscation: false },
  max_output_tokens: 20,
  top_logprobs: 2,
  prompt: { id: 'p', variables: { a: 'b' } },
  conversation: { id: 'conv_1' },
  truncation: 'auto',
  metadata: { a: 'b' },
  vendor: [1],
}
