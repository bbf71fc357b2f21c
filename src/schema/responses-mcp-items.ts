// The Responses items of a remote MCP server: its tools, calls to them, and asking whether a call may be made.
import { choice } from './choice.ts'
import { json, list, literal, number, object, optional, orNull, owed, text, word } from './kinds.ts'

const mcpFailure = choice('type', {
  mcp_protocol_error: object({ type: literal('mcp_protocol_error'), code: number, message: text }),
  mcp_tool_execution_error: object({ type: literal('mcp_tool_execution_error'), content: json }),
  http_error: object({ type: literal('http_error'), code: number, message: text }),
})

export const mcpCall = object({
  type: literal('mcp_call'),
  id: owed(text),
  server_label: text,
  name: text,
  arguments: text,
  output: optional(orNull(text)),
  error: optional(orNull(mcpFailure)),
  approval_request_id: optional(orNull(text)),
  status: optional(word('in_progress', 'completed', 'incomplete', 'calling', 'failed')),
})

export const mcpListTools = object({
  type: literal('mcp_list_tools'),
  id: owed(text),
  server_label: text,
  tools: owed(
    list(object({ name: text, input_schema: json, annotations: optional(json), description: optional(orNull(text)) })),
  ),
  error: optional(orNull(text)),
})

export const mcpApprovalRequest = object({
  type: literal('mcp_approval_request'),
  id: text,
  server_label: text,
  name: text,
  arguments: text,
})
