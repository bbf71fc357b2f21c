// The Responses items that a request may hold just as a response had them, by type.
import * as items from './responses-items.ts'
import { computerCall, localShellCall, localShellCallOutput } from './responses-machine-items.ts'
import { mcpApprovalRequest, mcpCall, mcpListTools } from './responses-mcp-items.ts'

export const itemsBothWays = {
  function_call: items.functionCall,
  custom_tool_call: items.customToolCall,
  reasoning: items.reasoning,
  file_search_call: items.fileSearchCall,
  web_search_call: items.webSearchCall,
  code_interpreter_call: items.codeInterpreterCall,
  image_generation_call: items.imageGenerationCall,
  mcp_call: mcpCall,
  mcp_list_tools: mcpListTools,
  mcp_approval_request: mcpApprovalRequest,
  computer_call: computerCall,
  local_shell_call: localShellCall,
  local_shell_call_output: localShellCallOutput,
  program: items.program,
  program_output: items.programOutput,
} as const
