// The Responses items of work done on a machine: computer use, shells and patches.
import { choice } from './choice.ts'
import { list, literal, number, object, optional, orNull, owed, record, text, word } from './kinds.ts'
import { itemStatus } from './responses-items.ts'

const keys = { keys: optional(orNull(list(text))) }
const point = { x: number, y: number }

const computerAction = choice('type', {
  click: object({
    type: literal('click'),
    button: word('left', 'right', 'wheel', 'back', 'forward'),
    ...point,
    ...keys,
  }),
  double_click: object({ type: literal('double_click'), ...point, keys: owed(orNull(list(text))) }),
  drag: object({ type: literal('drag'), path: list(object(point)), ...keys }),
  keypress: object({ type: literal('keypress'), keys: list(text) }),
  move: object({ type: literal('move'), ...point, ...keys }),
  screenshot: object({ type: literal('screenshot') }),
  scroll: object({ type: literal('scroll'), scroll_x: number, scroll_y: number, ...point, ...keys }),
  type: object({ type: literal('type'), text }),
  wait: object({ type: literal('wait') }),
})

export const safetyChecks = list(object({ id: text, code: optional(orNull(text)), message: optional(orNull(text)) }))

export const computerCall = object({
  type: literal('computer_call'),
  id: owed(text),
  call_id: text,
  status: owed(itemStatus),
  pending_safety_checks: owed(safetyChecks),
  action: optional(computerAction),
  actions: optional(list(computerAction)),
})

export const screenshot = object({
  type: literal('computer_screenshot'),
  file_id: optional(text),
  image_url: optional(text),
})

export const localShellCall = object({
  type: literal('local_shell_call'),
  id: owed(text),
  call_id: text,
  status: owed(itemStatus),
  action: object({
    type: literal('exec'),
    command: list(text),
    env: owed(record(text)),
    timeout_ms: optional(orNull(number)),
    user: optional(orNull(text)),
    working_directory: optional(orNull(text)),
  }),
})

export const localShellCallOutput = object({
  type: literal('local_shell_call_output'),
  id: text,
  output: text,
  status: optional(orNull(itemStatus)),
})

const shellOutcome = choice('type', {
  timeout: object({ type: literal('timeout') }),
  exit: object({ type: literal('exit'), exit_code: number }),
})

/** What one command of a shell call printed. */
export const shellOutput = object({ outcome: shellOutcome, stderr: owed(text), stdout: owed(text) })

/** The same as the API returns it. */
export const returnedShellOutput = object({ ...shellOutput.shape, created_by: optional(text) })

export const patchOperation = choice('type', {
  create_file: object({ type: literal('create_file'), path: text, diff: text }),
  delete_file: object({ type: literal('delete_file'), path: text }),
  update_file: object({ type: literal('update_file'), path: text, diff: text }),
})
