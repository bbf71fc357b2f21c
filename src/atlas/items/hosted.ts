// The items chat has no word for: calls of tools the server or the client runs by a protocol of Responses, and the
// bookkeeping of a conversation the server keeps. Each with the reason a user can act on.

const hosted = (tool: string) =>
  `The call of the hosted ${tool} has no place in a chat message; keep its findings as text if the model needs them.`
const client = (tool: string) =>
  `The ${tool} protocol is a part of Responses only; offer the model a function tool for it instead.`
const memory = 'Chat servers keep no conversation; send the items themselves.'

/** Item types that are dropped, wherever they stand. */
export const lostItems = {
  file_search_call: hosted('file search'),
  web_search_call: hosted('web search'),
  image_generation_call: hosted('image generation'),
  code_interpreter_call: hosted('code interpreter'),
  mcp_list_tools: hosted('MCP server'),
  mcp_call: hosted('MCP server'),
  mcp_approval_request: hosted('MCP server'),
  mcp_approval_response: hosted('MCP server'),
  program: hosted('program'),
  program_output: hosted('program'),
  computer_call: client('computer'),
  computer_call_output: client('computer'),
  local_shell_call: client('local shell'),
  local_shell_call_output: client('local shell'),
  shell_call: client('shell'),
  shell_call_output: client('shell'),
  apply_patch_call: client('apply_patch'),
  apply_patch_call_output: client('apply_patch'),
  tool_search_call: client('tool search'),
  compaction: `A compacted conversation can be read only by the server that compacted it. ${memory}`,
  compaction_trigger: 'Chat servers do not compact conversations; shorten the history yourself.',
  item_reference: memory,
  configuration_update: 'Chat settings hold for the whole request and cannot change inside the conversation.',
} as const

/** Items whose tools join the request's tools; as items they are dropped. */
export const toolBearingItems = {
  additional_tools: 'Its tools join the tools of the request.',
  tool_search_output: 'Its tools join the tools of the request; the search itself is a part of Responses only.',
} as const
