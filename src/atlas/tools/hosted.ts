// The tools a Responses server runs itself, or a client runs by a protocol of Responses: chat has none of them.

const hosted = (tool: string) => `Chat servers do not run ${tool}; offer the model a function tool instead.`

export const lostTools = {
  file_search: hosted('file search'),
  computer: hosted('a computer'),
  computer_use_preview: hosted('a computer'),
  mcp: hosted('MCP servers'),
  code_interpreter: hosted('a code interpreter'),
  programmatic_tool_calling: hosted('programs that call tools'),
  image_generation: hosted('image generation'),
  local_shell: hosted('a local shell protocol'),
  shell: hosted('a shell'),
  apply_patch: hosted('the apply_patch protocol'),
  tool_search: 'Chat has no tool search: every tool is shown to the model at once.',
} as const

/** Web search has a counterpart for chat's search models only. */
export const webSearchTools = [
  'web_search',
  'web_search_2025_08_26',
  'web_search_preview',
  'web_search_preview_2025_03_11',
] as const

export const whyNoWebSearch = 'Only chat models made for search can search the web; use one, or a function tool.'
