// What Responses requests the mock refuses, in the words of the API.
import { describe, expect, test } from 'vitest'
import { call, fc, fco, flat, messages, nested, type Row, responses, send } from './judged.ts'

const moved = (from: string, to: string) =>
  `Unsupported parameter: '${from}'. In the Responses API, this parameter has moved to '${to}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.`

const strictFlat = (properties: object, required: string[]) => ({
  ...responses,
  tools: [{ ...flat, strict: true, parameters: { type: 'object', properties, required, additionalProperties: false } }],
})

const responsesRows: Row[] = [
  ['no model', { input: 'Hi' }, "Missing required parameter: 'model'.", 'model', 'missing_required_parameter'],
  [
    'no input',
    { model: 'm' },
    'One of "input" or "previous_response_id" or "prompt" or "conversation" must be provided.',
    'input',
    'missing_required_parameter',
  ],
  [
    'an input of the wrong type',
    { model: 'm', input: 7 },
    "Invalid type for 'input': expected one of a string or array of input items, but got an integer instead.",
    'input',
    'invalid_type',
  ],
  ['an unknown parameter', { ...responses, stop: 'x' }, "Unknown parameter: 'stop'.", 'stop', 'unknown_parameter'],
  ['messages', { model: 'm', messages }, moved('messages', 'input'), 'messages', 'unsupported_parameter'],
  [
    'max_tokens',
    { ...responses, max_tokens: 100 },
    moved('max_tokens', 'max_output_tokens'),
    'max_tokens',
    'unsupported_parameter',
  ],
  [
    'response_format',
    { ...responses, response_format: { type: 'text' } },
    moved('response_format', 'text.format'),
    'response_format',
    'unsupported_parameter',
  ],
  [
    'a nested function tool',
    { ...responses, tools: [nested] },
    "Missing required parameter: 'tools[0].name'.",
    'tools[0].name',
    'missing_required_parameter',
  ],
  [
    'a nested tool choice',
    { ...responses, tools: [flat], tool_choice: { type: 'function', function: { name: 'f' } } },
    "Unknown parameter: 'tool_choice.function'.",
    'tool_choice.function',
    'unknown_parameter',
  ],
  [
    'a forced choice without tools',
    { ...responses, tool_choice: 'required' },
    "Tool choice 'required' must be specified with 'tools' parameter.",
    'tool_choice',
    null,
  ],
  [
    'a choice of a tool that is not there',
    { ...responses, tools: [flat], tool_choice: { type: 'function', name: 'g' } },
    "Tool choice 'function' not found in 'tools' parameter.",
    'tool_choice',
    null,
  ],
  [
    'too few output tokens',
    { ...responses, max_output_tokens: 5 },
    "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 5 instead.",
    'max_output_tokens',
    'integer_below_min_value',
  ],
  [
    'a temperature out of range',
    { ...responses, temperature: -1 },
    "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead.",
    'temperature',
    'decimal_below_min_value',
  ],
  [
    'a role that does not exist',
    { model: 'm', input: [{ role: 'tool', content: 'x' }] },
    "Invalid value: 'tool'. Supported values are: 'assistant', 'system', 'developer', and 'user'.",
    'input[0].role',
    'invalid_value',
  ],
  [
    'input text in the mouth of the assistant',
    { model: 'm', input: [{ role: 'assistant', content: [{ type: 'input_text', text: 'x' }] }] },
    "Invalid value: 'input_text'. Supported values are: 'output_text' and 'refusal'.",
    'input[0].content[0]',
    'invalid_value',
  ],
  [
    'a content part of the other API',
    { model: 'm', input: [{ role: 'user', content: [{ type: 'text', text: 'x' }] }] },
    "Invalid value: 'text'. Supported values are: 'input_text', 'input_image', and 'input_file'.",
    'input[0].content[0]',
    'invalid_value',
  ],
  [
    'calls inside of a message',
    { model: 'm', input: [call] },
    "Unknown parameter: 'input[0].tool_calls'.",
    'input[0].tool_calls',
    'unknown_parameter',
  ],
  [
    'an output without its call',
    { model: 'm', input: [fco] },
    'No tool call found for function call output with call_id call_1.',
    'input',
    null,
  ],
  [
    'a call without its output',
    { model: 'm', input: [fc, { role: 'user', content: 'And?' }] },
    'No tool output found for function call call_1.',
    'input',
    null,
  ],
  [
    'a call id that is too long',
    { model: 'm', input: [{ ...fc, call_id: 'c'.repeat(65) }] },
    "Invalid 'input[0].call_id': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
    'input[0].call_id',
    'string_above_max_length',
  ],
  [
    'an item id of another kind',
    { model: 'm', input: [{ ...fc, id: 'call_1' }, fco] },
    "Invalid 'input[0].id': 'call_1'. Expected an ID that begins with 'fc'.",
    'input[0].id',
    'invalid_value',
  ],
  [
    'reasoning that led to nothing',
    {
      model: 'm',
      input: [
        { type: 'reasoning', id: 'rs_1', summary: [] },
        { role: 'user', content: 'x' },
      ],
    },
    "Item 'rs_1' of type 'reasoning' was provided without its required following item.",
    'input',
    null,
  ],
  [
    'an earlier response that is not there',
    { model: 'm', input: 'Hi', previous_response_id: 'resp_0' },
    "Previous response with id 'resp_0' not found.",
    'previous_response_id',
    'previous_response_not_found',
  ],
  [
    'JSON mode without the word',
    { ...responses, text: { format: { type: 'json_object' } } },
    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    'input',
    null,
  ],
  [
    'JSON mode with the word in the instructions only',
    { ...responses, instructions: 'Answer in JSON.', text: { format: { type: 'json_object' } } },
    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    'input',
    null,
  ],
  [
    'a strict function with an optional property',
    strictFlat({ a: { type: 'string' }, b: { type: 'string' } }, ['a']),
    "Invalid schema for function 'f': In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'b'.",
    'tools[0].parameters',
    'invalid_function_parameters',
  ],
  [
    'a strict function that is open further down',
    strictFlat({ a: { type: 'object', properties: {}, required: [] } }, ['a']),
    "Invalid schema for function 'f': In context=('properties', 'a'), 'additionalProperties' is required to be supplied and to be false.",
    'tools[0].parameters',
    'invalid_function_parameters',
  ],
  [
    'include of something that does not exist',
    { ...responses, include: ['everything'] },
    "Invalid value: 'everything'. Supported values are: 'file_search_call.results', 'web_search_call.results', 'web_search_call.action.sources', 'message.input_image.image_url', 'computer_call_output.output.image_url', 'code_interpreter_call.outputs', 'reasoning.encrypted_content', and 'message.output_text.logprobs'.",
    'include[0]',
    'invalid_value',
  ],
]

describe('a Responses request is refused for', () => {
  test.each(responsesRows)('%s', async (_, body, message, param, code) => {
    const error = { message, type: 'invalid_request_error', param, code }
    expect(await send('responses', body)).toEqual({ status: 400, body: { error } })
  })
})
