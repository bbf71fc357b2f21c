// A small Responses stream made by hand, right in every detail, for tests that then plant one fault in it.
import type { JsonObject } from './json.ts'

const message = (text: string, refusal: string, status: string): JsonObject => ({
  id: 'msg_1',
  type: 'message',
  status,
  role: 'assistant',
  content: [
    { type: 'output_text', text, annotations: [], logprobs: [] },
    { type: 'refusal', refusal },
  ],
})

const call = (text: string, status: string): JsonObject => ({
  id: 'fc_1',
  type: 'function_call',
  status,
  call_id: 'call_1',
  name: 'look_up',
  arguments: text,
})

const response = (status: string, output: JsonObject[]): JsonObject => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status,
  error: null,
  incomplete_details: null,
  model: 'm',
  output,
  usage: status === 'completed' ? { input_tokens: 1, output_tokens: 2, total_tokens: 3 } : null,
})

/** Text in two deltas and a refusal in one message, then a function call. */
export function sampleStream(): JsonObject[] {
  const inMessage = (type: string, content_index: number, rest: JsonObject): JsonObject => ({
    type: `response.${type}`,
    item_id: 'msg_1',
    output_index: 0,
    content_index,
    ...rest,
  })
  const inCall = (type: string, rest: JsonObject): JsonObject => ({
    type: `response.function_call_arguments.${type}`,
    item_id: 'fc_1',
    output_index: 1,
    ...rest,
  })
  const text = (value: string): JsonObject => ({
    part: { type: 'output_text', text: value, annotations: [], logprobs: [] },
  })
  const whole = [message('Hello', 'No', 'completed'), call('{}', 'completed')]
  const events: JsonObject[] = [
    { type: 'response.created', response: response('in_progress', []) },
    { type: 'response.in_progress', response: response('in_progress', []) },
    { type: 'response.output_item.added', output_index: 0, item: { ...message('', '', 'in_progress'), content: [] } },
    inMessage('content_part.added', 0, text('')),
    inMessage('output_text.delta', 0, { delta: 'Hel', logprobs: [] }),
    inMessage('output_text.delta', 0, { delta: 'lo', logprobs: [] }),
    inMessage('output_text.done', 0, { text: 'Hello', logprobs: [] }),
    inMessage('content_part.done', 0, text('Hello')),
    inMessage('content_part.added', 1, { part: { type: 'refusal', refusal: '' } }),
    inMessage('refusal.delta', 1, { delta: 'No' }),
    inMessage('refusal.done', 1, { refusal: 'No' }),
    inMessage('content_part.done', 1, { part: { type: 'refusal', refusal: 'No' } }),
    { type: 'response.output_item.done', output_index: 0, item: whole[0] ?? null },
    { type: 'response.output_item.added', output_index: 1, item: call('', 'in_progress') },
    inCall('delta', { delta: '{}' }),
    inCall('done', { arguments: '{}' }),
    { type: 'response.output_item.done', output_index: 1, item: whole[1] ?? null },
    { type: 'response.completed', response: response('completed', whole) },
  ]
  // Each event is a tree of its own, so that a fault planted in one place is in that place alone.
  return events
    .map((event, sequence_number) => ({ ...event, sequence_number }))
    .map(event => JSON.parse(JSON.stringify(event)))
}
