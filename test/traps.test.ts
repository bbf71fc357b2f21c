// The traps other bridges between the two APIs have fallen into, one test each, T1 to T80; and the anchors, A1 to A20: an
// input and what has to come of it. What belongs to later work, or is tested elsewhere, is listed with the reason.
import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../src/index.ts'
import { fixedOptions } from './laws/conversion.ts'
import { foldChat } from './laws/fold-chat.ts'
import { foldResponses } from './laws/fold-responses.ts'
import { copy, isRecord, type Json, type JsonObject } from './laws/json.ts'
import { subject } from './laws/subject.ts'
import { wellFormedViolations } from './laws/well-formed.ts'

const elsewhere: Record<string, string> = {
  T42: 'Sealed reasoning is carried by the fetch shim, which has a test of its own for where it is read from.',
  T52: 'Which parameters one vendor refuses is a matter of dialects.',
  T54: 'Which efforts one vendor refuses is a matter of dialects.',
  T55: 'A reason to convert, not a way to do it wrong.',
  T63: 'Thinking in tags inside the text is a matter of dialects.',
  T67: 'The reader of server-sent events has its own tests.',
  T68: 'Decoding half an escape is needed only where custom tools are emulated; here they are native.',
  T70: 'Aborting is tested with the fetch shim.',
  A9: 'Custom tools are native on both sides; emulating them is a matter of dialects.',
  A14: 'Thinking in tags inside the text is a matter of dialects.',
  A15: 'Carrying reasoning between turns is the work of the fetch shim, which tests it.',
  A20: 'Compaction needs a server that keeps the conversation.',
}

interface Outcome {
  value: JsonObject
  losses: string[]
}

const lossName = (loss: unknown) => `${String(Object(loss).effect)} ${String(Object(loss).path)}`

function outcomeOf(convert: typeof subject.toResponse, document: Json, more: object = {}): Outcome {
  const losses: unknown[] = []
  const value = copy(convert(document, { ...fixedOptions(losses), ...more }))
  return { value: Object(value), losses: losses.map(lossName) }
}

const chat = (request: JsonObject, more?: object) => outcomeOf(subject.toResponsesRequest, request, more)
const responses = (request: JsonObject, more?: object) => outcomeOf(subject.toChatRequest, request, more)
const completion = (message: JsonObject, rest: JsonObject = {}, more?: object) =>
  outcomeOf(
    subject.toResponse,
    { id: 'chatcmpl-1', created: 1, model: 'm', choices: [{ index: 0, message, ...rest }] },
    more,
  )
const response = (output: JsonObject[], rest: JsonObject = {}, more?: object) =>
  outcomeOf(
    subject.toChatCompletion,
    { id: 'resp_1', created_at: 1, model: 'm', status: 'completed', output, ...rest },
    more,
  )

const hi: JsonObject = { role: 'user', content: 'Hi' }
const toResponses = (messages: Json, rest: JsonObject = {}) => chat({ model: 'm', messages, ...rest })
const toChat = (input: Json, rest: JsonObject = {}) => responses({ model: 'm', input, ...rest })
const messagesOf = ({ value }: Outcome) => value.messages as JsonObject[]
const inputOf = ({ value }: Outcome) => value.input as JsonObject[]

const call = (id: string, name = 'f', args = '{}'): JsonObject => ({
  id,
  type: 'function',
  function: { name, arguments: args },
})
const item = (id: string, name = 'f', args = '{}'): JsonObject => ({
  type: 'function_call',
  call_id: id,
  name,
  arguments: args,
})
const output = (id: string, value: Json = 'x'): JsonObject => ({
  type: 'function_call_output',
  call_id: id,
  output: value,
})
const said = (text: string): JsonObject => ({
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text, annotations: [] }],
})
const thought = (text: string): JsonObject => ({
  type: 'reasoning',
  summary: [],
  content: [{ type: 'reasoning_text', text }],
})
const parameters: JsonObject = { type: 'object', properties: {} }

const chunk = (delta: JsonObject, reason: Json = null): JsonObject => ({
  id: 'chatcmpl-1',
  created: 1,
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: reason }],
})
const usage: JsonObject = { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 }
const usageChunk: JsonObject = { id: 'chatcmpl-1', choices: [], usage }
const delta = (index: number, called: JsonObject, id?: string): JsonObject =>
  chunk({ tool_calls: [{ index, ...(id === undefined ? {} : { id, type: 'function' }), function: called }] })

/** The events of a chat stream; well formed, or the test ends here. */
function events(chunks: Json[], more: object = {}): JsonObject[] {
  const encoder = subject.responseEventEncoder({ ...fixedOptions([]), ...more })
  const out = [...chunks.flatMap(each => encoder.push(each)), ...encoder.finish()].map(each => Object(copy(each)))
  expect(wellFormedViolations(out)).toEqual([])
  return out
}
const ending = (chunks: Json[], more?: object) => {
  const folded = foldResponses(events(chunks, more))
  return { terminal: folded.terminal, response: Object(folded.response) }
}
const ofType = (list: JsonObject[], type: string) => list.filter(event => event.type === type)

function chunks(list: JsonObject[], more: object = {}): JsonObject[] {
  const encoder = subject.chatChunkEncoder({ ...fixedOptions([]), ...more })
  return [...list.flatMap(each => encoder.push(each)), ...encoder.finish()].map(each => Object(copy(each)))
}
const completed = (items: JsonObject[]): JsonObject => ({
  type: 'response.completed',
  response: { id: 'resp_1', status: 'completed', model: 'm', output: items },
})
const itemEvents = (index: number, value: JsonObject): JsonObject[] => [
  { type: 'response.output_item.added', output_index: index, item: { ...value, arguments: '' } },
  {
    type: 'response.function_call_arguments.delta',
    output_index: index,
    item_id: value.id ?? null,
    delta: value.arguments ?? '',
  },
  { type: 'response.output_item.done', output_index: index, item: value },
]
const deltasOf = (list: JsonObject[]): JsonObject[] =>
  list.flatMap(each => (each.choices as JsonObject[] | undefined) ?? []).map(choice => Object(choice.delta))

const functionTool = { type: 'function', function: { name: 'f', parameters } }
const namespace: JsonObject = {
  type: 'namespace',
  name: 'crm',
  tools: [{ type: 'function', name: 'find', parameters }],
}

const traps: Record<string, [sentence: string, check: () => void]> = {
  T1: [
    'a function that does not say `strict` is not strict over there, and does not say it back here',
    () => {
      expect(toResponses([hi], { tools: [functionTool] }).value).toMatchObject({ tools: [{ strict: false }] })
      const back = toChat('Hi', { tools: [{ type: 'function', name: 'f', parameters }] })
      expect(Object.keys(Object((back.value.tools as JsonObject[])[0]?.function))).not.toContain('strict')
    },
  ],
  T2: [
    'what is said of `strict` is kept, true or false',
    () => {
      for (const strict of [true, false]) {
        const tools = [{ type: 'function', function: { name: 'f', parameters, strict } }]
        expect(toResponses([hi], { tools }).value).toMatchObject({ tools: [{ strict }] })
        const flat = [{ type: 'function', name: 'f', parameters, strict }]
        expect(toChat('Hi', { tools: flat }).value).toMatchObject({ tools: [{ function: { strict } }] })
      }
    },
  ],
  T3: [
    'parallel calls of a stream have an index each',
    () => {
      const calls = ['a', 'b', 'c'].map((id): JsonObject => ({ id: `fc_${id}`, ...item(id, 'f', `{"x":"${id}"}`) }))
      const out = chunks([...calls.flatMap((each, index) => itemEvents(index, each)), completed(calls)])
      const indexes = deltasOf(out).flatMap(each => (each.tool_calls as JsonObject[] | undefined) ?? [])
      expect([...new Set(indexes.map(each => each.index))]).toEqual([0, 1, 2])
      expect(foldChat(out).completion.choices).toMatchObject([
        { message: { tool_calls: calls.map(each => call(String(each.call_id), 'f', String(each.arguments))) } },
      ])
    },
  ],
  T4: [
    'all the calls of one chunk are read',
    () => {
      const both = chunk({
        tool_calls: [
          { index: 0, ...call('a') },
          { index: 1, ...call('b') },
        ],
      })
      const { response: end } = ending([both, chunk({}, 'tool_calls'), '[DONE]'])
      expect(end.output).toMatchObject([item('a'), item('b')])
    },
  ],
  T5: [
    'the same index with another id is another call',
    () => {
      const { response: end } = ending([
        delta(0, { name: 'f', arguments: '{}' }, 'a'),
        delta(0, { name: 'g', arguments: '{}' }, 'b'),
        chunk({}, 'tool_calls'),
        '[DONE]',
      ])
      expect(end.output).toMatchObject([item('a'), item('b', 'g')])
    },
  ],
  T6: [
    'text beside calls stays in one choice, and is not lost the other way',
    () => {
      const { value } = response([said('Wait.'), item('a')])
      expect(value.choices).toMatchObject([{ message: { content: 'Wait.', tool_calls: [call('a')] } }])
      const forth = completion({ role: 'assistant', content: 'Wait.', tool_calls: [call('a')] })
      expect(forth.value.output).toMatchObject([{ type: 'message', content: [{ text: 'Wait.' }] }, item('a')])
    },
  ],
  T7: [
    'a call in history is kept with its output',
    () => {
      const messages = messagesOf(toChat([hi, item('a'), output('a')]))
      expect(messages).toMatchObject([hi, { tool_calls: [call('a')] }, { role: 'tool', tool_call_id: 'a' }])
    },
  ],
  T8: [
    'a forced tool is nested in chat and flat over there, with its name',
    () => {
      const tools = [{ type: 'function', name: 'f', parameters }]
      expect(toChat('Hi', { tools, tool_choice: { type: 'function', name: 'f' } }).value).toMatchObject({
        tool_choice: { type: 'function', function: { name: 'f' } },
      })
      const forced = { type: 'function', function: { name: 'f' } }
      expect(toResponses([hi], { tools: [functionTool], tool_choice: forced }).value).toMatchObject({
        tool_choice: { type: 'function', name: 'f' },
      })
    },
  ],
  T9: [
    'a mode of tool choice is a word; as an object it is reported, not passed on',
    () => {
      expect(toResponses([hi], { tools: [functionTool], tool_choice: 'auto' }).value.tool_choice).toBe('auto')
      const wrong = toResponses([hi], { tools: [functionTool], tool_choice: { type: 'auto' } })
      expect(wrong.value.tool_choice).toBeUndefined()
      expect(wrong.losses).toEqual(['dropped /tool_choice'])
    },
  ],
  T10: [
    'a tool choice does not go to chat without tools',
    () => {
      for (const tools of [undefined, [], [{ type: 'mcp', server_label: 's' }]]) {
        const said = { tool_choice: 'required', parallel_tool_calls: false }
        const { value, losses } = toChat('Hi', tools === undefined ? said : { tools, ...said })
        expect(Object.keys(value)).toEqual(['messages', 'model'].filter(key => key in value))
        expect(losses).toEqual(expect.arrayContaining(['dropped /tool_choice', 'dropped /parallel_tool_calls']))
      }
    },
  ],
  T11: [
    'the format of the answer is carried',
    () => {
      const format: JsonObject = { type: 'json_schema', name: 'a', schema: parameters, strict: true }
      const { type: _type, ...inner } = format
      const nested = { type: 'json_schema', json_schema: inner }
      expect(toChat('Hi', { text: { format } }).value.response_format).toEqual(nested)
      expect(toResponses([hi], { response_format: nested }).value.text).toEqual({ format })
    },
  ],
  T12: [
    'the description of a schema is carried',
    () => {
      const json_schema = { name: 'a', description: 'What it is.', schema: parameters }
      const { value } = toResponses([hi], { response_format: { type: 'json_schema', json_schema } })
      expect(value).toMatchObject({ text: { format: { description: 'What it is.' } } })
    },
  ],
  T13: [
    'an answer cut by its length is incomplete',
    () => {
      const { value } = completion({ role: 'assistant', content: 'Hi' }, { finish_reason: 'length' })
      expect(value.status).toBe('incomplete')
    },
  ],
  T14: [
    'an incomplete stream ends in response.incomplete',
    () => {
      const { terminal, response: end } = ending([chunk({ content: 'Hi' }), chunk({}, 'length'), '[DONE]'])
      expect([terminal, end.status]).toEqual(['response.incomplete', 'incomplete'])
    },
  ],
  T15: [
    'an incomplete answer says why',
    () => {
      for (const [reason, why] of [
        ['length', 'max_output_tokens'],
        ['content_filter', 'content_filter'],
      ] as const) {
        const { response: end } = ending([chunk({ content: 'Hi' }), chunk({}, reason), '[DONE]'])
        expect(end.incomplete_details).toEqual({ reason: why })
      }
    },
  ],
  T16: [
    'an answer with calls ends in tool_calls, once',
    () => {
      const calls = [{ id: 'fc_1', ...item('a') }]
      const reasons = chunks([...itemEvents(0, Object(calls[0])), completed(calls)])
        .flatMap(each => (each.choices as JsonObject[] | undefined) ?? [])
        .map(choice => choice.finish_reason)
        .filter(reason => reason !== null)
      expect(reasons).toEqual(['tool_calls'])
    },
  ],
  T17: [
    'usage that trails the finish reason is on the terminal event',
    () => {
      const { response: end } = ending([chunk({ content: 'Hi' }), chunk({}, 'stop'), usageChunk, '[DONE]'])
      expect(end.usage).toMatchObject({ input_tokens: 5, output_tokens: 7, total_tokens: 12 })
    },
  ],
  T18: [
    'usage no one gave is null, not zero; cached and reasoning tokens are counted',
    () => {
      expect(completion({ role: 'assistant', content: 'Hi' }).value.usage).toBeNull()
      const details = {
        prompt_tokens_details: { cached_tokens: 3 },
        completion_tokens_details: { reasoning_tokens: 2 },
      }
      const counted = { id: 'c', choices: [], usage: { ...usage, ...details } }
      const { response: end } = ending([chunk({ content: 'Hi' }), chunk({}, 'stop'), counted, '[DONE]'])
      expect(end.usage).toMatchObject({
        input_tokens_details: { cached_tokens: 3 },
        output_tokens_details: { reasoning_tokens: 2 },
      })
    },
  ],
  T19: [
    'asking a chat server for usage is left to whoever sends the request, who is told of it when it is asked of Responses',
    () => {
      expect(toChat('Hi', { stream: true }).value.stream_options).toBeUndefined()
      const { losses } = toResponses([hi], { stream: true, stream_options: { include_usage: true } })
      expect(losses).toEqual(['dropped /stream_options'])
    },
  ],
  T20: [
    'an error in the middle of a stream is a failure',
    () => {
      const { terminal } = ending([chunk({ content: 'Hi' }), { error: { message: 'No.', code: 500 } }])
      expect(terminal).toBe('response.failed')
    },
  ],
  T21: [
    'an error of a chat stream becomes an event, not a frame of chat',
    () => {
      const out = events([chunk({ content: 'Hi' }), { error: { message: 'No.' } }])
      expect(out.every(event => typeof event.type === 'string' && event.choices === undefined)).toBe(true)
      expect(out.at(-1)).toMatchObject({ type: 'response.failed', response: { error: { message: 'No.' } } })
    },
  ],
  T22: [
    'an error is not nested in another',
    () => {
      const { body } = Object(
        subject.toChatError(400, { error: { message: 'No.', type: 't', param: null, code: 'c' } }),
      )
      expect(body).toEqual({ error: { message: 'No.', type: 't', param: null, code: 'c' } })
      const out = chunks([{ type: 'error', error: { message: 'No.', code: 'server_error' } }])
      expect(out).toMatchObject([{ error: { message: 'No.', code: 'server_error' } }])
    },
  ],
  T23: [
    'no two items share an output_index, and none is left out',
    () => {
      const out = events([
        chunk({ reasoning_content: 'Hm' }),
        delta(0, { name: 'f', arguments: '{' }, 'a'),
        chunk({ content: 'Hi' }),
        delta(0, { arguments: '}' }),
        chunk({}, 'tool_calls'),
        '[DONE]',
      ])
      expect(ofType(out, 'response.output_item.added').map(event => event.output_index)).toEqual([0, 1, 2])
    },
  ],
  T24: [
    'content_index begins at 0 in every item',
    () => {
      const out = events([
        chunk({ reasoning_content: 'Hm' }),
        chunk({ content: 'Hi' }),
        chunk({ refusal: 'No' }),
        chunk({}, 'stop'),
        '[DONE]',
      ])
      const parts = ofType(out, 'response.content_part.added')
      expect(parts.map(event => [event.output_index, event.content_index])).toEqual([
        [0, 0],
        [1, 0],
        [1, 1],
      ])
    },
  ],
  T25: [
    'a part is added before its text comes',
    () => {
      const types = events([chunk({ content: 'Hi' }), chunk({}, 'stop'), '[DONE]']).map(event => event.type)
      const [added, first] = ['response.content_part.added', 'response.output_text.delta'].map(type =>
        types.indexOf(type),
      )
      expect(added).toBeGreaterThan(0)
      expect(first).toBeGreaterThan(Number(added))
    },
  ],
  T26: [
    'reasoning does not shift the content_index of the text',
    () => {
      const out = events([chunk({ reasoning_content: 'Hm' }), chunk({ content: 'Hi' }), chunk({}, 'stop'), '[DONE]'])
      expect(ofType(out, 'response.output_text.delta')).toMatchObject([{ output_index: 1, content_index: 0 }])
    },
  ],
  T27: [
    'events are numbered from 0 without a gap',
    () => {
      const out = events([chunk({ content: 'Hi' }), chunk({}, 'stop'), '[DONE]'])
      expect(out.map(event => event.sequence_number)).toEqual(out.map((_, index) => index))
    },
  ],
  T28: [
    'every delta names its item',
    () => {
      const out = events([chunk({ content: 'Hi' }), delta(0, { name: 'f', arguments: '{}' }, 'a'), '[DONE]'])
      const deltas = out.filter(event => String(event.type).endsWith('.delta'))
      expect(deltas.length).toBeGreaterThan(1)
      expect(deltas.every(event => typeof event.item_id === 'string' && event.item_id !== '')).toBe(true)
    },
  ],
  T29: [
    'the id of an item is not its call_id, and ids do not change on the way',
    () => {
      const out = events([delta(0, { name: 'f', arguments: '{}' }, 'a'), chunk({}, 'tool_calls'), '[DONE]'])
      const items = out.map(event => event.item).filter(isRecord)
      expect(new Set(items.map(each => each.id)).size).toBe(1)
      expect(items.every(each => each.id !== each.call_id && each.call_id === 'a')).toBe(true)
      expect(
        new Set(
          out
            .map(event => event.response)
            .filter(isRecord)
            .map(each => each.id),
        ).size,
      ).toBe(1)
    },
  ],
  T30: [
    'a call is added when its name is known, not before',
    () => {
      const out = events([
        delta(0, { arguments: '' }, 'a'),
        delta(0, { name: 'look_' }),
        delta(0, { name: 'up', arguments: '{}' }),
        chunk({}, 'tool_calls'),
        '[DONE]',
      ])
      expect(ofType(out, 'response.output_item.added')).toMatchObject([{ item: { name: 'look_up' } }])
    },
  ],
  T31: [
    'a call without arguments is opened and closed',
    () => {
      const out = events([delta(0, { name: 'f' }, 'a'), chunk({}, 'tool_calls'), '[DONE]'])
      expect(ofType(out, 'response.function_call_arguments.done')).toMatchObject([{ arguments: '' }])
      expect(ofType(out, 'response.output_item.done')).toMatchObject([{ item: { call_id: 'a', status: 'completed' } }])
    },
  ],
  T32: [
    'a custom tool stays one, its calls and their results as well',
    () => {
      const grammar = { syntax: 'lark', definition: 'start: WORD' }
      const custom = { name: 'g', format: { type: 'grammar', grammar } }
      const { value } = toResponses(
        [
          hi,
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: 'a', type: 'custom', custom: { name: 'g', input: 'x' } }],
          },
          { role: 'tool', tool_call_id: 'a', content: 'y' },
        ],
        { tools: [{ type: 'custom', custom }] },
      )
      expect(value).toMatchObject({
        tools: [{ type: 'custom', name: 'g', format: { type: 'grammar', ...grammar } }],
        input: [hi, { type: 'custom_tool_call', input: 'x' }, { type: 'custom_tool_call_output', output: 'y' }],
      })
      const back = response([{ type: 'custom_tool_call', call_id: 'a', name: 'g', input: 'x' }])
      expect(back.value.choices).toMatchObject([
        { message: { tool_calls: [{ type: 'custom', custom: { input: 'x' } }] } },
      ])
    },
  ],
  T33: [
    'the input of a custom call streams as the text it is',
    () => {
      const part = (custom: JsonObject, id?: string) =>
        chunk({ tool_calls: [{ index: 0, ...(id === undefined ? {} : { id, type: 'custom' }), custom }] })
      const out = events([
        part({ name: 'g', input: '' }, 'a'),
        part({ input: '*** Begin' }),
        part({ input: '\n"quoted"' }),
        chunk({}, 'tool_calls'),
        '[DONE]',
      ])
      const deltas = ofType(out, 'response.custom_tool_call_input.delta').map(event => event.delta)
      expect(deltas).toEqual(['*** Begin', '\n"quoted"'])
    },
  ],
  T34: [
    'a function is what it says it is, whatever its name',
    () => {
      for (const name of ['apply_patch', 'shell', 'web_search']) {
        const tools = [{ type: 'function', function: { name, parameters } }]
        expect(toResponses([hi], { tools }).value).toMatchObject({ tools: [{ type: 'function', name }] })
        expect(
          completion({ role: 'assistant', content: null, tool_calls: [call('a', name)] }).value.output,
        ).toMatchObject([{ type: 'function_call', name }])
      }
    },
  ],
  T35: [
    'a namespace is joined to the names of its tools, and told apart from them again',
    () => {
      const dotted = { ...namespace, name: 'mcp.server', tools: [{ type: 'function', name: 'find.it', parameters }] }
      for (const [each, member, own] of [
        [namespace, 'find', 'crm'],
        [dotted, 'find.it', 'mcp.server'],
      ] as const) {
        const request = { model: 'm', input: 'Hi', tools: [each] }
        const [tool] = responses(request).value.tools as JsonObject[]
        const { name } = Object(tool?.function)
        expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/)
        const back = completion({ role: 'assistant', content: null, tool_calls: [call('a', name)] }, {}, { request })
        expect(back.value.output).toMatchObject([{ namespace: own, name: member }])
      }
    },
  ],
  T36: [
    'two tools that would have the same name in chat are refused where the second stands',
    () => {
      const twin = { type: 'function', name: 'crm__find', parameters }
      const added = { type: 'additional_tools', role: 'developer', tools: [twin] }
      expect(() => toChat('Hi', { tools: [namespace, twin] })).toThrow(
        expect.objectContaining({ constructor: InvalidInputError, path: '/tools/1/name' }),
      )
      expect(() => toChat([hi, added], { tools: [namespace] })).toThrow(
        expect.objectContaining({ constructor: InvalidInputError, path: '/input/1/tools/0/name' }),
      )
    },
  ],
  T37: [
    'tools that an item adds join the tools of the request',
    () => {
      const added = {
        type: 'additional_tools',
        role: 'developer',
        tools: [{ type: 'function', name: 'h', parameters }],
      }
      const { value, losses } = toChat([hi, added])
      expect(value.tools).toMatchObject([{ function: { name: 'h' } }])
      expect(losses.length).toBeGreaterThan(0)
    },
  ],
  T38: [
    'tools that a search found join the tools of the request',
    () => {
      const found = { type: 'tool_search_output', call_id: 's', tools: [{ type: 'function', name: 'h', parameters }] }
      expect(toChat([hi, found]).value.tools).toMatchObject([{ function: { name: 'h' } }])
    },
  ],
  T39: [
    'reasoning becomes neither visible text nor an empty message',
    () => {
      const messages = messagesOf(toChat([hi, thought('Hm'), said('Hello')]))
      expect(messages).toEqual([
        hi,
        { role: 'assistant', reasoning_content: 'Hm', content: [{ type: 'text', text: 'Hello' }] },
      ])
    },
  ],
  T40: [
    'reasoning is in the message whose calls it led to',
    () => {
      const messages = messagesOf(toChat([hi, thought('Hm'), item('a'), output('a')]))
      expect(messages[1]).toMatchObject({ reasoning_content: 'Hm', tool_calls: [call('a')] })
    },
  ],
  T41: [
    'where there is no reasoning none is made up',
    () => {
      const messages = messagesOf(toChat([hi, item('a'), output('a')]))
      expect(JSON.stringify(messages)).not.toContain('reasoning')
      expect(JSON.stringify(toResponses([hi, { role: 'assistant', content: 'Hi' }]).value)).not.toContain('reasoning')
    },
  ],
  T43: [
    'sealed reasoning does not go to a chat server, and is reported',
    () => {
      const sealed = { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }], encrypted_content: 'sealed' }
      const { value, losses } = toChat([hi, sealed, said('Hello')])
      expect(JSON.stringify(value)).not.toContain('sealed')
      expect(losses).toContain('dropped /input/1/encrypted_content')
    },
  ],
  T44: [
    'plain reasoning is not written as if it were sealed',
    () => {
      const { value } = completion({ role: 'assistant', content: 'Hi', reasoning_content: 'Hm' })
      expect(JSON.stringify(value)).not.toContain('encrypted_content')
      expect(value.output).toMatchObject([thought('Hm'), { type: 'message' }])
    },
  ],
  T45: [
    'results stand directly behind their calls, lifted images behind all of them',
    () => {
      const image = [{ type: 'input_image', image_url: 'https://example.com/a.png', detail: 'low' }]
      const roles = messagesOf(toChat([item('a'), item('b'), output('a', image), hi, output('b')])).map(
        ({ role }) => role,
      )
      expect(roles).toEqual(['assistant', 'tool', 'tool', 'user', 'user'])
    },
  ],
  T46: [
    'an image in a result is kept, in a user message, and reported',
    () => {
      const image = [{ type: 'input_image', image_url: 'https://example.com/a.png', detail: 'low' }]
      const outcome = toChat([item('a'), output('a', image)])
      expect(messagesOf(outcome).at(-1)).toMatchObject({ role: 'user', content: [{ type: 'image_url' }] })
      expect(outcome.losses).toEqual(['changed /input/1/output'])
    },
  ],
  T47: [
    'developer and system messages keep their roles and their places',
    () => {
      const messages = [hi, { role: 'developer', content: 'D' }, { role: 'system', content: 'S' }, hi]
      expect(inputOf(toResponses(messages))).toEqual(messages)
      expect(messagesOf(toChat(messages))).toEqual(messages)
    },
  ],
  T48: [
    'a system message in parts is not emptied',
    () => {
      const content = [{ type: 'text', text: 'Be brief.' }]
      const { value } = toResponses([{ role: 'system', content }, hi])
      expect(value.input).toEqual([{ role: 'system', content: [{ type: 'input_text', text: 'Be brief.' }] }, hi])
      expect(value.instructions).toBeUndefined()
    },
  ],
  T49: [
    'an item without a type, a bare text and a single item are read',
    () => {
      for (const input of [[hi], ['Hi'], { type: 'message', ...hi }, hi])
        expect(messagesOf(toChat(input))).toEqual([hi])
    },
  ],
  T50: [
    'a call among the parts of a message is reported, not swallowed',
    () => {
      const part = { type: 'function_call', call_id: 'a', name: 'f', arguments: '{}' }
      const { losses } = toChat([hi, { role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }, part] }])
      expect(losses).toEqual(['dropped /input/1/content/1'])
    },
  ],
  T51: [
    'a parameter the other API does not know is not sent there',
    () => {
      const { value, losses } = toChat('Hi', { client_metadata: { a: 'b' }, include: ['reasoning.encrypted_content'] })
      expect(Object.keys(value).sort()).toEqual(['messages', 'model'])
      expect(losses.sort()).toEqual(['dropped /client_metadata', 'dropped /include'])
    },
  ],
  T53: [
    'an effort of none is an effort',
    () => {
      expect(toChat('Hi', { reasoning: { effort: 'none' } }).value.reasoning_effort).toBe('none')
      expect(toResponses([hi], { reasoning_effort: 'none' }).value.reasoning).toEqual({ effort: 'none' })
    },
  ],
  T56: [
    'what chat would not store is not stored',
    () => {
      expect(toResponses([hi]).value.store).toBe(false)
      expect(toResponses([hi], { store: true }).value.store).toBe(true)
    },
  ],
  T57: [
    'several answers are not one in silence',
    () => expect(toResponses([hi], { n: 2 }).losses).toEqual(['dropped /n']),
  ],
  T58: [
    'stop sequences are not ignored in silence',
    () => expect(toResponses([hi], { stop: ['END'] }).losses).toEqual(['dropped /stop']),
  ],
  T59: [
    'citations are nested in chat, their places those in the joined text',
    () => {
      const cite = { type: 'url_citation', url: 'u', title: 't', start_index: 0, end_index: 2 }
      const cited = {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'So', annotations: [cite] }],
      }
      const { type: _type, ...inner } = cite
      const { value } = response([said('Well'), cited])
      const url_citation = { ...inner, start_index: 6, end_index: 8 }
      expect(value.choices).toMatchObject([
        { message: { content: 'Well\n\nSo', annotations: [{ type: 'url_citation', url_citation }] } },
      ])
    },
  ],
  T60: [
    'the place of a user is nested in chat and flat over there',
    () => {
      const options = { user_location: { type: 'approximate', approximate: { city: 'Rome' } } }
      const { value } = chat({ model: 'gpt-5-search-api', messages: [hi], web_search_options: options })
      expect(value.tools).toEqual([{ type: 'web_search', user_location: { type: 'approximate', city: 'Rome' } }])
      const back = responses({ model: 'gpt-5-search-api', input: 'Hi', tools: value.tools ?? null })
      expect(back.value.web_search_options).toEqual(options)
    },
  ],
  T61: [
    'a file is nested in chat and flat over there, with its name; a URL is no file id',
    () => {
      const file = { file_data: 'data:application/pdf;base64,AAAA', filename: 'a.pdf' }
      const [message] = inputOf(toResponses([{ role: 'user', content: [{ type: 'file', file }] }]))
      expect(message?.content).toEqual([{ type: 'input_file', ...file }])
      const url = [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'x' },
            { type: 'input_file', file_url: 'u' },
          ],
        },
      ]
      expect(toChat(url).losses).toEqual(['dropped /input/0/content/1'])
    },
  ],
  T62: [
    'the detail of an image is carried',
    () => {
      const content = [{ type: 'input_image', image_url: 'u', detail: 'original' }]
      const nested = [{ type: 'image_url', image_url: { url: 'u', detail: 'original' } }]
      expect(messagesOf(toChat([{ role: 'user', content }]))[0]?.content).toEqual(nested)
      expect(inputOf(toResponses([{ role: 'user', content: nested }]))[0]?.content).toEqual(content)
    },
  ],
  T64: [
    'thoughts are not said aloud',
    () => {
      const out = events([
        chunk({ reasoning_content: 'secret' }),
        chunk({ content: 'Hi' }),
        chunk({}, 'stop'),
        '[DONE]',
      ])
      expect(ofType(out, 'response.output_text.delta').map(event => event.delta)).toEqual(['Hi'])
      const { value } = response([thought('secret'), said('Hi')])
      expect(value.choices).toMatchObject([{ message: { content: 'Hi', reasoning_content: 'secret' } }])
    },
  ],
  T65: [
    'the result of a tool is not read and written anew',
    () => {
      const text = '{ "b" : 1.0,\n  "a": 1e2 }'
      expect(inputOf(toResponses([{ role: 'tool', tool_call_id: 'a', content: text }]))[0]?.output).toBe(text)
      expect(messagesOf(toChat([item('a'), output('a', text)]))[1]?.content).toBe(text)
    },
  ],
  T66: [
    'the arguments of a call are not read and written anew',
    () => {
      const text = '{ "b" : 1.0,\n  "a": 1e2 }'
      expect(
        completion({ role: 'assistant', content: null, tool_calls: [call('a', 'f', text)] }).value.output,
      ).toMatchObject([{ arguments: text }])
      expect(response([item('a', 'f', text)]).value.choices).toMatchObject([
        { message: { tool_calls: [{ function: { arguments: text } }] } },
      ])
    },
  ],
  T69: [
    '[DONE] may be missing, or come before the usage',
    () => {
      expect(ending([chunk({ content: 'Hi' }), chunk({}, 'stop')]).terminal).toBe('response.completed')
      const early = ending([chunk({ content: 'Hi' }), chunk({}, 'stop'), '[DONE]', usageChunk])
      expect(early.response.usage).toMatchObject({ total_tokens: 12 })
    },
  ],
  T71: [
    'a first chunk without a role begins the response all the same',
    () => {
      const out = events([chunk({ content: 'Hi' }), chunk({}, 'stop'), '[DONE]'])
      expect(out[0]?.type).toBe('response.created')
    },
  ],
  T72: [
    'choices, delta, content and index may be null or missing',
    () => {
      const { response: end } = ending([
        { id: 'c', choices: null },
        { id: 'c' },
        { id: 'c', choices: [{ index: 0, delta: null, finish_reason: null }] },
        { id: 'c', choices: [{ delta: { content: null } }] },
        { id: 'c', choices: [{ delta: { content: 'Hi' }, finish_reason: 'stop' }] },
        '[DONE]',
      ])
      expect(end.output).toMatchObject([{ content: [{ text: 'Hi' }] }])
    },
  ],
  T73: [
    'a refusal streams as a refusal, both ways',
    () => {
      const out = events([chunk({ refusal: 'I ' }), chunk({ refusal: 'will not.' }), chunk({}, 'stop'), '[DONE]'])
      expect(ofType(out, 'response.refusal.delta').map(event => event.delta)).toEqual(['I ', 'will not.'])
      expect(foldChat(chunks(out)).completion.choices).toMatchObject([{ message: { refusal: 'I will not.' } }])
    },
  ],
  T74: [
    'several messages are joined in their order, and a phase is a loss',
    () => {
      const { value, losses } = response([{ ...said('First.'), phase: 'commentary' }, said('Then.')])
      expect(value.choices).toMatchObject([{ message: { content: 'First.\n\nThen.' } }])
      expect(losses).toContain('dropped /output/0/phase')
    },
  ],
  T75: [
    'a result without its call stays one; no call is made up for it',
    () => {
      const messages = messagesOf(toChat([hi, output('a')], { tools: [{ type: 'function', name: 'f', parameters }] }))
      expect(messages).toEqual([hi, { role: 'tool', tool_call_id: 'a', content: 'x' }])
    },
  ],
  T76: [
    'call ids may be long, said again in a later turn, or missing',
    () => {
      const long = 'x'.repeat(100)
      expect(response([item(long)]).value.choices).toMatchObject([{ message: { tool_calls: [call(long)] } }])
      const twice = [item('a'), output('a', 'one'), hi, item('a'), output('a', 'two')]
      const contents = messagesOf(toChat(twice))
        .filter(({ role }) => role === 'tool')
        .map(({ content }) => content)
      expect(contents).toEqual(['one', 'two'])
      const unnamed = ['f', 'g'].map(name => ({ type: 'function', function: { name, arguments: '{}' } }))
      const made = completion({ role: 'assistant', content: null, tool_calls: unnamed }).value.output as JsonObject[]
      expect(made.map(({ name }) => name)).toEqual(['f', 'g'])
      expect(new Set(made.map(each => each.call_id)).size).toBe(2)
    },
  ],
  T77: [
    'a function without parameters has none on either side',
    () => {
      const [tool] = toChat('Hi', { tools: [{ type: 'function', name: 'f', parameters: null, strict: null }] }).value
        .tools as JsonObject[]
      expect(tool?.function).toEqual({ name: 'f' })
      expect(toResponses([hi], { tools: [{ type: 'function', function: { name: 'f' } }] }).value).toMatchObject({
        tools: [{ parameters: null }],
      })
    },
  ],
  T78: [
    'an output that is neither text nor parts, or answers no call, is refused',
    () => {
      for (const value of [{ a: 1 }, 5, null]) {
        expect(() => toChat([item('a'), output('a', value)])).toThrow(InvalidInputError)
      }
      expect(() => toChat([{ type: 'function_call_output', output: 'x' }])).toThrow(/call_id/)
    },
  ],
  T79: [
    'a trigger of compaction is no message, and is reported',
    () => {
      const outcome = toChat([hi, { type: 'compaction_trigger' }])
      expect(messagesOf(outcome)).toEqual([hi])
      expect(outcome.losses).toEqual(['dropped /input/1'])
    },
  ],
  T80: [
    'the arguments of a tool search are an object and upset nothing',
    () => {
      const search = { type: 'tool_search_call', call_id: 's', status: 'completed', arguments: { query: 'q' } }
      expect(toChat([hi, search]).losses).toEqual(['dropped /input/1'])
      expect(response([search, said('Hi')]).losses).toEqual(['dropped /output/0'])
    },
  ],
  A1: [
    'a turn with reasoning, words, two calls and their results in another order',
    () => {
      const input = [hi, thought('r'), said('a'), item('c1'), item('c2'), output('c2', '2'), output('c1', '1')]
      expect(messagesOf(toChat(input))).toEqual([
        hi,
        {
          role: 'assistant',
          reasoning_content: 'r',
          content: [{ type: 'text', text: 'a' }],
          tool_calls: [call('c1'), call('c2')],
        },
        { role: 'tool', tool_call_id: 'c2', content: '2' },
        { role: 'tool', tool_call_id: 'c1', content: '1' },
      ])
    },
  ],
  A2: [
    'a note between a call and its result moves behind it',
    () => {
      expect(messagesOf(toChat([item('c1'), hi, output('c1')]))).toEqual([
        { role: 'assistant', content: null, tool_calls: [call('c1')] },
        { role: 'tool', tool_call_id: 'c1', content: 'x' },
        hi,
      ])
    },
  ],
  A3: [
    'strict, unsaid: false over there, unsaid in chat',
    () => {
      expect(toChat('Hi', { tools: [{ type: 'function', name: 'f', parameters }] }).value.tools).toEqual([functionTool])
      expect(toResponses([hi], { tools: [functionTool] }).value.tools).toEqual([
        { type: 'function', name: 'f', parameters, strict: false },
      ])
    },
  ],
  A4: [
    'two calls in one delta, their arguments interleaved, usage behind',
    () => {
      const both = { tool_calls: [0, 1].map(index => ({ index, ...call(`c${index}`, `f${index}`, '') })) }
      const out = events([
        chunk(both),
        delta(0, { arguments: '{"a"' }),
        delta(1, { arguments: '{"b"' }),
        delta(0, { arguments: ':1}' }),
        delta(1, { arguments: ':2}' }),
        chunk({}, 'tool_calls'),
        usageChunk,
        '[DONE]',
      ])
      const { response: end, terminal } = foldResponses(out)
      expect(terminal).toBe('response.completed')
      expect(end).toMatchObject({
        output: [item('c0', 'f0', '{"a":1}'), item('c1', 'f1', '{"b":2}')],
        usage: { total_tokens: 12 },
      })
    },
  ],
  A5: [
    'reasoning, text and a call are items 0, 1 and 2, each with content_index 0',
    () => {
      const out = events([
        chunk({ reasoning_content: 'Hm' }),
        chunk({ content: 'Hi' }),
        delta(0, { name: 'f', arguments: '{}' }, 'a'),
        chunk({}, 'tool_calls'),
        '[DONE]',
      ])
      expect(
        ofType(out, 'response.output_item.added').map(event => [event.output_index, Object(event.item).type]),
      ).toEqual([
        [0, 'reasoning'],
        [1, 'message'],
        [2, 'function_call'],
      ])
      expect(out.every(event => event.content_index === undefined || event.content_index === 0)).toBe(true)
    },
  ],
  A6: [
    'a text that breaks off is a failed response with an incomplete message',
    () => {
      const { terminal, response: end } = ending([chunk({ content: 'Hal' })])
      expect(terminal).toBe('response.failed')
      expect(end.output).toMatchObject([{ status: 'incomplete', content: [{ text: 'Hal' }] }])
    },
  ],
  A7: [
    'a length reached inside the arguments leaves an incomplete call',
    () => {
      const { terminal, response: end } = ending([
        delta(0, { name: 'f', arguments: '{"a' }, 'a'),
        chunk({}, 'length'),
        '[DONE]',
      ])
      expect(terminal).toBe('response.incomplete')
      expect(end.output).toMatchObject([{ type: 'function_call', status: 'incomplete', arguments: '{"a' }])
    },
  ],
  A8: [
    'calls at output_index 1 and 3 are calls 0 and 1 in chat, and usage is for those who asked',
    () => {
      const [one, two]: [JsonObject, JsonObject] = [
        { id: 'fc_1', ...item('c1') },
        { id: 'fc_3', ...item('c3') },
      ]
      const search = { id: 'ws_0', type: 'web_search_call', status: 'completed' }
      const counted = { input_tokens: 1, output_tokens: 2, total_tokens: 3 }
      const terminal = completed([search, one, { ...search, id: 'ws_2' }, two])
      const end = { ...terminal, response: { ...Object(terminal.response), usage: counted } }
      const list = [...itemEvents(1, one), ...itemEvents(3, two), end]
      const out = chunks(list, { request: { stream: true } })
      const indexes = deltasOf(out).flatMap(each => (each.tool_calls as JsonObject[] | undefined) ?? [])
      expect([...new Set(indexes.map(each => each.index))]).toEqual([0, 1])
      expect(foldChat(out).completion.choices).toMatchObject([{ finish_reason: 'tool_calls' }])
      expect(out.some(each => isRecord(each.usage))).toBe(false)
      const asked = chunks(list, { request: { stream: true, stream_options: { include_usage: true } } })
      expect(asked.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 3 } })
    },
  ],
  A10: [
    'names that collide are refused, and a name that is too long is shortened and restored exactly',
    () => {
      const search = { type: 'namespace', name: 'mcp__x__', tools: [{ type: 'function', name: 'search', parameters }] }
      const twin = { type: 'function', name: 'mcp__x__search', parameters }
      expect(() => toChat('Hi', { tools: [search, twin] })).toThrow(InvalidInputError)
      const name = 'n'.repeat(60)
      const long = {
        ...namespace,
        tools: ['a', 'b'].map(each => ({ type: 'function', name: name + each, parameters })),
      }
      const request = { model: 'm', input: 'Hi', tools: [long] }
      const names = (responses(request).value.tools as JsonObject[]).map(tool => Object(tool.function).name)
      expect(new Set(names).size).toBe(2)
      for (const [index, short] of names.entries()) {
        expect(short.length).toBeLessThanOrEqual(64)
        const back = completion({ role: 'assistant', content: null, tool_calls: [call('a', short)] }, {}, { request })
        expect(back.value.output).toMatchObject([{ namespace: 'crm', name: name + ['a', 'b'][index] }])
      }
    },
  ],
  A11: [
    'allowed tools are nested',
    () => {
      const tools = [{ type: 'function', name: 'a', parameters }]
      const flat = { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'a' }] }
      const nested = { mode: 'required', tools: [{ type: 'function', function: { name: 'a' } }] }
      expect(toChat('Hi', { tools, tool_choice: flat }).value.tool_choice).toEqual({
        type: 'allowed_tools',
        allowed_tools: nested,
      })
    },
  ],
  A12: [
    'a web search of chat is a flat tool, and its citations come back nested and shifted',
    () => {
      const options = { user_location: { type: 'approximate', approximate: { city: 'Rome' } } }
      expect(toResponses([hi], { web_search_options: options }).value.tools).toEqual([
        { type: 'web_search', user_location: { type: 'approximate', city: 'Rome' } },
      ])
      const cite = { type: 'url_citation', url: 'u', title: 't', start_index: 1, end_index: 2 }
      const part = { type: 'output_text', text: 'bcd', annotations: [cite] }
      const first = { type: 'output_text', text: 'a', annotations: [] }
      const { value } = response([{ type: 'message', role: 'assistant', content: [first, part] }])
      expect(value.choices).toMatchObject([
        { message: { content: 'abcd', annotations: [{ url_citation: { start_index: 2, end_index: 3 } }] } },
      ])
    },
  ],
  A13: [
    'an error without choices is a failed response with its code',
    () => {
      const { terminal, response: end } = ending([
        { id: 'gen-1', choices: [], error: { code: 429, message: 'Slow down.' } },
      ])
      expect(terminal).toBe('response.failed')
      expect(end.error).toEqual({ code: 'rate_limit_exceeded', message: 'Slow down.' })
    },
  ],
  A16: [
    'who asks with functions is answered with a function_call, streaming and not',
    () => {
      const request = { model: 'm', messages: [hi], functions: [{ name: 'f', parameters }] }
      const { value } = response([item('a')], {}, { request })
      expect(value.choices).toMatchObject([
        { finish_reason: 'function_call', message: { function_call: { name: 'f', arguments: '{}' } } },
      ])
      const one = { id: 'fc_1', ...item('a') }
      const out = chunks([...itemEvents(0, one), completed([one])], { request })
      expect(deltasOf(out).some(each => each.tool_calls !== undefined)).toBe(false)
      expect(foldChat(out).completion.choices).toMatchObject([
        { finish_reason: 'function_call', message: { function_call: { name: 'f', arguments: '{}' } } },
      ])
    },
  ],
  A17: [
    'an image in the first of two results goes behind both',
    () => {
      const image = { type: 'input_image', image_url: 'u', detail: 'low' }
      const text = { type: 'input_text', text: 'x' }
      expect(messagesOf(toChat([item('a'), item('b'), output('a', [text, image]), output('b')]))).toMatchObject([
        { role: 'assistant', tool_calls: [call('a'), call('b')] },
        { role: 'tool', tool_call_id: 'a', content: [{ type: 'text', text: 'x' }] },
        { role: 'tool', tool_call_id: 'b', content: 'x' },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'u' } }] },
      ])
    },
  ],
  A18: [
    'a text, bare texts, items without a type and a single item are input',
    () => {
      for (const input of ['Hi', ['Hi'], [hi], hi]) expect(messagesOf(toChat(input))).toEqual([hi])
    },
  ],
  A19: [
    'words beside calls are a message and calls; no words are only calls',
    () => {
      const both = { role: 'assistant', content: 'x', tool_calls: [call('a'), call('b')] }
      expect(inputOf(toResponses([both]))).toEqual([{ role: 'assistant', content: 'x' }, item('a'), item('b')])
      expect(inputOf(toResponses([{ ...both, content: null }]))).toEqual([item('a'), item('b')])
    },
  ],
}

describe('the traps', () => {
  for (const [number, [sentence, check]] of Object.entries(traps)) test(`${number}: ${sentence}`, check)

  test('are all tested, here or elsewhere, or belong to later work for a stated reason', () => {
    const all = [
      ...Array.from({ length: 80 }, (_, index) => `T${index + 1}`),
      ...Array.from({ length: 20 }, (_, index) => `A${index + 1}`),
    ]
    expect([...Object.keys(traps), ...Object.keys(elsewhere)].sort()).toEqual(all.sort())
    for (const reason of Object.values(elsewhere)) expect(reason).toMatch(/^[A-Z].{20,}\.$/)
  })
})
