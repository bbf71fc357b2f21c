// Settings, items and tools of Responses requests: every kind there is, and some there is not.
import type { Json, JsonObject } from '../laws/json.ts'

export const settings: Readonly<Record<string, readonly Json[]>> = {
  background: [true, false, null],
  context_management: [[{ type: 'compaction', compact_threshold: 1000 }], null],
  conversation: ['conv_1', { id: 'conv_1' }, null],
  include: [
    [],
    ['reasoning.encrypted_content'],
    ['message.output_text.logprobs'],
    ['web_search_call.action.sources', 'file_search_call.results'],
    null,
  ],
  instructions: ['Be brief.', '', null],
  max_output_tokens: [16, 5000, null],
  max_tool_calls: [3, null],
  metadata: [{ team: 'a' }, {}, null],
  parallel_tool_calls: [true, false, null],
  previous_response_id: ['resp_0', null],
  prompt: [{ id: 'pmpt_1', version: '2', variables: { city: 'Paris' } }, null],
  prompt_cache_key: ['key', null],
  prompt_cache_retention: ['24h', null],
  reasoning: [
    { effort: 'low' },
    { effort: 'high', summary: 'auto' },
    { summary: 'detailed', generate_summary: null },
    {},
    null,
  ],
  safety_identifier: ['user', null],
  service_tier: ['auto', 'flex', null],
  store: [true, false, null],
  stream: [true, false, null],
  stream_options: [{ include_obfuscation: false }, {}, null],
  temperature: [0, 1, null],
  text: [
    { format: { type: 'text' } },
    { format: { type: 'json_object' }, verbosity: 'low' },
    { format: { type: 'json_schema', name: 'a', schema: { type: 'object' }, strict: true } },
    { verbosity: 'medium' },
    {},
    null,
  ],
  top_logprobs: [0, 3, null],
  top_p: [0.5, 1, null],
  truncation: ['auto', 'disabled', null],
  user: ['somebody', null],
  client_metadata: [{ a: 'b' }],
  top_k: [40],
  enable_thinking: [true],
  response_format: [{ type: 'json_object' }],
}

const text = (value: string): JsonObject => ({ type: 'input_text', text: value })
const call = (id: string, name = 'f'): JsonObject => ({
  type: 'function_call',
  call_id: id,
  name,
  arguments: '{"a":1}',
})
const output = (id: string, value: Json): JsonObject => ({ type: 'function_call_output', call_id: id, output: value })

/** Runs of items that may stand between any two others. */
export const turns: readonly JsonObject[][] = [
  [{ role: 'system', content: [text('Be brief.')] }],
  [{ type: 'message', role: 'developer', content: 'Be brief.' }],
  [{ role: 'user', content: 'And?' }],
  [{ role: 'user', content: '' }],
  [{ role: 'user', content: [text('a'), text('b')], status: 'completed', id: 'msg_v1' }],
  [{ role: 'user', content: [{ type: 'input_image', image_url: 'https://example.com/a.png', detail: 'high' }] }],
  [{ role: 'user', content: [{ type: 'input_image', file_id: 'file-1', detail: 'auto' }, text('?')] }],
  [
    {
      role: 'user',
      content: [
        { type: 'input_file', file_id: 'file-1' },
        { type: 'input_file', file_url: 'https://example.com/a.pdf' },
        text('?'),
      ],
    },
  ],
  [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AA==', format: 'mp3' } }] }],
  [{ role: 'assistant', content: 'Fine.' }],
  [
    {
      id: 'msg_v2',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text: 'Fine.', annotations: [], logprobs: [] }],
    },
  ],
  [{ type: 'message', role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] }],
  [
    {
      type: 'message',
      role: 'assistant',
      phase: 'commentary',
      content: [
        { type: 'output_text', text: 'a' },
        { type: 'output_text', text: 'b' },
      ],
    },
  ],
  [{ type: 'reasoning', id: 'rs_v1', summary: [], encrypted_content: 'sealed' }],
  [
    {
      type: 'reasoning',
      id: 'rs_v2',
      summary: [{ type: 'summary_text', text: 'Hm.' }],
      content: [{ type: 'reasoning_text', text: 'Hm.' }],
      status: null,
    },
    call('call_v1'),
    output('call_v1', 'one'),
  ],
  [call('call_v2'), call('call_v3', 'g'), output('call_v3', 'three'), output('call_v2', [text('two')])],
  [
    { role: 'assistant', content: 'Calling.' },
    { ...call('call_v4'), id: 'fc_v4', status: 'completed' },
    { ...output('call_v4', ''), id: 'fco_1', status: 'completed' },
  ],
  [
    { type: 'custom_tool_call', call_id: 'call_v6', name: 'h', input: 'ls' },
    { type: 'custom_tool_call_output', call_id: 'call_v6', output: 'a b' },
  ],
  [{ type: 'item_reference', id: 'msg_0' }],
  [
    {
      type: 'web_search_call',
      id: 'ws_1',
      status: 'completed',
      action: { type: 'search', query: 'q', queries: ['q'] },
    },
  ],
  [{ type: 'file_search_call', id: 'fs_1', status: 'completed', queries: ['q'], results: null }],
  [
    {
      type: 'code_interpreter_call',
      id: 'ci_1',
      status: 'completed',
      code: '1',
      container_id: 'c',
      outputs: [{ type: 'logs', logs: '1' }],
    },
  ],
  [{ type: 'image_generation_call', id: 'ig_1', status: 'completed', result: 'AA==' }],
  [
    { type: 'mcp_list_tools', id: 'mcpl_1', server_label: 's', tools: [] },
    { type: 'mcp_call', id: 'mcp_1', server_label: 's', name: 'n', arguments: '{}', output: 'x', error: null },
  ],
  [
    { type: 'mcp_approval_request', id: 'mcpr_1', server_label: 's', name: 'n', arguments: '{}' },
    { type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve: true },
  ],
  [
    {
      type: 'computer_call',
      id: 'cu_1',
      call_id: 'call_c1',
      action: { type: 'screenshot' },
      pending_safety_checks: [],
      status: 'completed',
    },
    {
      type: 'computer_call_output',
      call_id: 'call_c1',
      output: { type: 'computer_screenshot', image_url: 'https://example.com/a.png' },
    },
  ],
  [
    {
      type: 'local_shell_call',
      id: 'ls_1',
      call_id: 'call_l1',
      action: { type: 'exec', command: ['ls'], env: {} },
      status: 'completed',
    },
    { type: 'local_shell_call_output', id: 'call_l1', output: 'a' },
  ],
  [{ type: 'compaction', id: 'cmp_1', encrypted_content: 'sealed' }],
  [
    {
      type: 'tool_search_call',
      id: 'ts_1',
      call_id: 'call_t1',
      execution: 'client',
      arguments: { q: 'x' },
      status: 'completed',
    },
    {
      type: 'tool_search_output',
      call_id: 'call_t1',
      execution: 'client',
      status: 'completed',
      tools: [{ type: 'function', name: 'v_found', parameters: {}, strict: false }],
    },
  ],
  [{ type: 'no_such_item', a: 1 }],
]

export const tools: readonly JsonObject[] = [
  { type: 'function', name: 'v_plain' },
  { type: 'function', name: 'v_null', description: null, parameters: null, strict: null },
  {
    type: 'function',
    name: 'v_strict',
    strict: true,
    parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
  },
  { type: 'custom', name: 'v_free' },
  {
    type: 'custom',
    name: 'v_grammar',
    description: 'd',
    format: { type: 'grammar', syntax: 'lark', definition: 'start: "a"' },
  },
  { type: 'web_search' },
  { type: 'web_search_preview', search_context_size: 'low', user_location: { type: 'approximate', country: 'GB' } },
  { type: 'file_search', vector_store_ids: ['vs_1'], filters: { type: 'eq', key: 'a', value: 'b' } },
  { type: 'code_interpreter', container: { type: 'auto' } },
  { type: 'image_generation', quality: 'low' },
  { type: 'mcp', server_label: 's', server_url: 'https://example.com', require_approval: 'never', headers: { a: 'b' } },
  { type: 'computer_use_preview', display_width: 1, display_height: 1, environment: 'browser' },
  { type: 'local_shell' },
  { type: 'shell' },
  { type: 'apply_patch' },
  { type: 'tool_search', execution: 'client', description: 'd', parameters: {} },
  {
    type: 'namespace',
    name: 'v_space',
    description: 'd',
    tools: [
      { type: 'function', name: 'a', parameters: {}, strict: false },
      { type: 'function', name: 'b' },
    ],
  },
  { type: 'no_such_tool', name: 'x' },
]
