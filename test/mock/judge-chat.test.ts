// What chat requests the mock refuses, in the words of the API.
import { describe, expect, test } from 'vitest'
import { call, chat, flat, messages, nested, parameters, type Row, send } from './judged.ts'

const unanswered = (ids: string) =>
  `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids}`

const roles = `'system', 'assistant', 'user', 'function', 'tool', and 'developer'`

const chatRows: Row[] = [
  ['no model', { messages }, 'you must provide a model parameter', null, null],
  ['no messages', { model: 'm' }, "Missing required parameter: 'messages'.", 'messages', 'missing_required_parameter'],
  [
    'messages of the wrong type',
    { model: 'm', messages: 'Hi' },
    "Invalid type for 'messages': expected an array of objects, but got a string instead.",
    'messages',
    'invalid_type',
  ],
  [
    'no message at all',
    { model: 'm', messages: [] },
    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    'messages',
    'empty_array',
  ],
  ['an unknown parameter', { ...chat, foo: 1 }, 'Unrecognized request argument supplied: foo', null, null],
  [
    'parameters of the other API',
    { ...chat, input: 'Hi', max_output_tokens: 9 },
    'Unrecognized request arguments supplied: input, max_output_tokens',
    null,
    null,
  ],
  [
    'a role that does not exist',
    { model: 'm', messages: [{ role: 'bot', content: 'Hi' }] },
    `Invalid value: 'bot'. Supported values are: ${roles}.`,
    'messages[0].role',
    'invalid_value',
  ],
  [
    'a message without a role',
    { model: 'm', messages: [{ content: 'Hi' }] },
    "Missing required parameter: 'messages[0].role'.",
    'messages[0].role',
    'missing_required_parameter',
  ],
  [
    'a content part of the other API',
    { model: 'm', messages: [{ role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }] },
    "Invalid value: 'input_text'. Supported values are: 'text', 'image_url', 'input_audio', and 'file'.",
    'messages[0].content[0]',
    'invalid_value',
  ],
  [
    'a temperature out of range',
    { ...chat, temperature: 2.5 },
    "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
    'temperature',
    'decimal_above_max_value',
  ],
  [
    'a top_p out of range',
    { ...chat, top_p: -1 },
    "Invalid 'top_p': decimal below minimum value. Expected a value >= 0, but got -1 instead.",
    'top_p',
    'decimal_below_min_value',
  ],
  [
    'no choices',
    { ...chat, n: 0 },
    "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    'n',
    'integer_below_min_value',
  ],
  [
    'half a choice',
    { ...chat, n: 1.5 },
    "Invalid type for 'n': expected an integer, but got a decimal instead.",
    'n',
    'invalid_type',
  ],
  [
    'null where a value is needed',
    { ...chat, tools: [nested], parallel_tool_calls: null },
    "Invalid type for 'parallel_tool_calls': expected a boolean, but got null instead.",
    'parallel_tool_calls',
    'invalid_type',
  ],
  [
    'a flat tool',
    { ...chat, tools: [flat] },
    "Missing required parameter: 'tools[0].function'.",
    'tools[0].function',
    'missing_required_parameter',
  ],
  [
    'a hosted tool',
    { ...chat, tools: [{ type: 'web_search' }] },
    "Invalid value: 'web_search'. Supported values are: 'function' and 'custom'.",
    'tools[0].type',
    'invalid_value',
  ],
  [
    'a flat tool choice',
    { ...chat, tools: [nested], tool_choice: { type: 'function', name: 'f' } },
    "Missing required parameter: 'tool_choice.function'.",
    'tool_choice.function',
    'missing_required_parameter',
  ],
  [
    'a choice without tools',
    { ...chat, tool_choice: 'auto' },
    "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
    'tool_choice',
    null,
  ],
  [
    'a choice of a tool that is not there',
    { ...chat, tools: [nested], tool_choice: { type: 'function', function: { name: 'g' } } },
    "Tool choice 'function' not found in 'tools' parameter.",
    'tool_choice',
    null,
  ],
  [
    'a flat json_schema',
    { ...chat, response_format: { type: 'json_schema', name: 'x', schema: parameters } },
    "Missing required parameter: 'response_format.json_schema'.",
    'response_format.json_schema',
    'missing_required_parameter',
  ],
  [
    'JSON mode without the word',
    { ...chat, response_format: { type: 'json_object' } },
    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    'messages',
    null,
  ],
  [
    'stream options without a stream',
    { ...chat, stream_options: { include_usage: true } },
    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    'stream_options',
    null,
  ],
  [
    'a tool message out of nowhere',
    { model: 'm', messages: [...messages, { role: 'tool', tool_call_id: 'call_1', content: 'ok' }] },
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    'messages.[1].role',
    null,
  ],
  [
    'a call left open in the middle',
    { model: 'm', messages: [...messages, call, ...messages] },
    unanswered('call_1'),
    'messages',
    null,
  ],
  [
    'a call left open at the end',
    { model: 'm', messages: [...messages, call] },
    unanswered('call_1'),
    'messages',
    null,
  ],
  [
    'a strict function that is open',
    {
      ...chat,
      tools: [
        { type: 'function', function: { name: 'f', strict: true, parameters: { type: 'object', properties: {} } } },
      ],
    },
    "Invalid schema for function 'f': In context=(), 'additionalProperties' is required to be supplied and to be false.",
    'tools[0].function.parameters',
    'invalid_function_parameters',
  ],
  [
    'parameters that are no object',
    { ...chat, tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'string' } } }] },
    `Invalid schema for function 'f': schema must be a JSON Schema of 'type: "object"', got 'type: "string"'.`,
    'tools[0].function.parameters',
    'invalid_function_parameters',
  ],
]

describe('a chat request is refused for', () => {
  test.each(chatRows)('%s', async (_, body, message, param, code) => {
    const error = { message, type: 'invalid_request_error', param, code }
    expect(await send('chat/completions', body)).toEqual({ status: 400, body: { error } })
  })
})
