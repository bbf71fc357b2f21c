// The 33 items a client may put into the input of a Responses request.
import type * as z from 'zod'
import { choice, either, pickedBy } from './choice.ts'
import { flag, json, list, literal, number, object, optional, orNull, owed, text, word } from './kinds.ts'
import { containerReference, localEnvironment } from './responses-hosted-tools.ts'
import * as items from './responses-items.ts'
import { itemsBothWays } from './responses-items-both-ways.ts'
import * as machine from './responses-machine-items.ts'
import { inputContent, sentToolOutput, toolOutput } from './responses-parts.ts'
import { responsesTool, updatedFormat } from './responses-tools.ts'
import { effort } from './settings.ts'

const { caller, itemStatus } = items

const id = optional(orNull(text))
const status = optional(orNull(itemStatus))
const execution = optional(word('server', 'client'))

/** A message as people write it. */
const easyMessage = object({
  type: optional(literal('message')),
  role: word('user', 'assistant', 'system', 'developer'),
  content: either(text, inputContent),
  ...items.phase,
})

/** A message as the API stores it. */
const storedMessage = object({
  type: optional(literal('message')),
  role: word('user', 'system', 'developer'),
  content: inputContent,
  status: optional(itemStatus),
})

/** Only what the model said has parts of its own; every other message is told apart by nothing that matters here. */
const message = pickedBy({ easyMessage, storedMessage, outputMessage: items.outputMessage }, value => {
  const fields: { role?: unknown; content?: unknown; status?: unknown } =
    typeof value === 'object' && value !== null ? value : {}
  if (!Array.isArray(fields.content)) return 'easyMessage'
  if (fields.role === 'assistant') return 'outputMessage'
  return typeof fields.status === 'string' ? 'storedMessage' : 'easyMessage'
})

const inputItems = {
  message,
  ...itemsBothWays,
  function_call_output: object({
    type: literal('function_call_output'),
    id,
    call_id: optional(orNull(text)),
    output: sentToolOutput,
    name: optional(orNull(text)),
    namespace: optional(orNull(text)),
    status,
    ...caller,
  }),
  custom_tool_call_output: object({
    type: literal('custom_tool_call_output'),
    id: optional(text),
    call_id: text,
    output: toolOutput,
    ...caller,
  }),
  item_reference: object({ type: optional(orNull(literal('item_reference'))), id: text }),
  compaction: object({ type: literal('compaction'), id, encrypted_content: text }),
  compaction_trigger: object({ type: literal('compaction_trigger'), id }),
  configuration_update: object({
    type: literal('configuration_update'),
    id,
    reasoning: optional(object({ effort: optional(orNull(effort)) })),
    text: optional(object({ format: updatedFormat })),
  }),
  additional_tools: object({
    type: literal('additional_tools'),
    id,
    role: literal('developer'),
    tools: list(responsesTool),
  }),
  tool_search_call: object({
    type: literal('tool_search_call'),
    id,
    call_id: optional(orNull(text)),
    arguments: json,
    execution,
    status,
  }),
  tool_search_output: object({
    type: literal('tool_search_output'),
    id,
    call_id: optional(orNull(text)),
    tools: list(responsesTool),
    execution,
    status,
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
    acknowledged_safety_checks: optional(orNull(machine.safetyChecks)),
    status,
  }),
  shell_call: object({
    type: literal('shell_call'),
    id,
    call_id: text,
    action: object({
      commands: list(text),
      max_output_length: optional(orNull(number)),
      timeout_ms: optional(orNull(number)),
    }),
    environment: optional(orNull(choice('type', { local: localEnvironment, container_reference: containerReference }))),
    status,
    ...caller,
  }),
  shell_call_output: object({
    type: literal('shell_call_output'),
    id,
    call_id: text,
    output: list(machine.shellOutput),
    max_output_length: optional(orNull(number)),
    status,
    ...caller,
  }),
  apply_patch_call: object({
    type: literal('apply_patch_call'),
    id,
    call_id: text,
    operation: machine.patchOperation,
    status: owed(word('in_progress', 'completed')),
    ...caller,
  }),
  apply_patch_call_output: object({
    type: literal('apply_patch_call_output'),
    id,
    call_id: text,
    status: owed(word('completed', 'failed')),
    output: optional(orNull(text)),
    ...caller,
  }),
}

export type ResponsesInputItem = z.infer<(typeof inputItems)[keyof typeof inputItems]>

/** Without a type it is a message, unless an id is all there is: then it refers to a stored item. */
export const responsesInputItem: z.ZodType<ResponsesInputItem, ResponsesInputItem> = choice('type', inputItems, {
  absent: value => ('id' in value && !('role' in value) && !('content' in value) ? 'item_reference' : 'message'),
})
