// The 28 items a response may hold in its output.
import type * as z from 'zod'
import { choice } from './choice.ts'
import { flag, json, list, literal, number, object, optional, orNull, owed, text, word } from './kinds.ts'
import { containerReference } from './responses-hosted-tools.ts'
import * as items from './responses-items.ts'
import { itemsBothWays } from './responses-items-both-ways.ts'
import * as machine from './responses-machine-items.ts'
import { outputText, toolOutput } from './responses-parts.ts'
import { responsesTool } from './responses-tools.ts'

const { caller } = items

const id = owed(text)
const status = owed(items.itemStatus)
const created_by = optional(text)

const outputItems = {
  message: items.outputMessage,
  ...itemsBothWays,
  function_call_output: object({
    type: literal('function_call_output'),
    id,
    call_id: optional(text),
    output: toolOutput,
    name: optional(text),
    namespace: optional(text),
    status,
    created_by,
    ...caller,
  }),
  custom_tool_call_output: object({
    type: literal('custom_tool_call_output'),
    id,
    call_id: text,
    output: toolOutput,
    status,
    created_by,
    ...caller,
  }),
  compaction: object({ type: literal('compaction'), id, encrypted_content: text, created_by }),
  additional_tools: object({
    type: literal('additional_tools'),
    id,
    role: word('unknown', 'user', 'assistant', 'system', 'critic', 'discriminator', 'developer', 'tool'),
    tools: list(responsesTool),
  }),
  tool_search_call: object({
    type: literal('tool_search_call'),
    id,
    call_id: owed(orNull(text)),
    arguments: json,
    execution: owed(word('server', 'client')),
    status,
    created_by,
  }),
  tool_search_output: object({
    type: literal('tool_search_output'),
    id,
    call_id: owed(orNull(text)),
    tools: list(responsesTool),
    execution: owed(word('server', 'client')),
    status,
    created_by,
  }),
  mcp_approval_response: object({
    type: literal('mcp_approval_response'),
    id,
    approval_request_id: text,
    approve: flag,
    reason: optional(orNull(text)),
  }),
  computer_call_output: object({
    type: literal('computer_call_output'),
    id,
    call_id: text,
    output: machine.screenshot,
    acknowledged_safety_checks: optional(machine.safetyChecks),
    status: owed(word('completed', 'incomplete', 'failed', 'in_progress')),
    created_by,
  }),
  shell_call: object({
    type: literal('shell_call'),
    id,
    call_id: text,
    action: object({
      commands: list(text),
      max_output_length: owed(orNull(number)),
      timeout_ms: owed(orNull(number)),
    }),
    environment: owed(
      orNull(choice('type', { local: object({ type: literal('local') }), container_reference: containerReference })),
    ),
    status,
    created_by,
    ...caller,
  }),
  shell_call_output: object({
    type: literal('shell_call_output'),
    id,
    call_id: text,
    output: list(machine.returnedShellOutput),
    max_output_length: owed(orNull(number)),
    status,
    created_by,
    ...caller,
  }),
  apply_patch_call: object({
    type: literal('apply_patch_call'),
    id,
    call_id: text,
    operation: machine.patchOperation,
    status: owed(word('in_progress', 'completed')),
    created_by,
    ...caller,
  }),
  apply_patch_call_output: object({
    type: literal('apply_patch_call_output'),
    id,
    call_id: text,
    status: owed(word('completed', 'failed')),
    output: optional(orNull(text)),
    created_by,
    ...caller,
  }),
}

export type ResponsesOutputItem = z.infer<(typeof outputItems)[keyof typeof outputItems]>

/** Some gateways answer a bare output_text, with no message around it. */
export const responsesOutputItem: z.ZodType<ResponsesOutputItem, ResponsesOutputItem> = choice('type', outputItems, {
  also: { output_text: outputText },
})
