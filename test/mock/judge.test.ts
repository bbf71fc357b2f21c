// What the mock refuses, in the words of the real APIs.
import { describe, expect, test } from 'vitest'
import { createMock, type MockOptions } from '../../src/mock/index.ts'

async function send(path: string, body: unknown, options: MockOptions = {}, headers: Record<string, string> = {}) {
  const request = new Request(`http://mock.test/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const response = await createMock(options).fetch(request)
  return { status: response.status, body: await response.json() }
}

type Row = [title: string, body: object, message: string, param: string | null, code: string | null]

const messages = [{ role: 'user', content: 'Hi' }]
const chat = { model: 'm', messages }
const responses = { model: 'm', input: 'Hi' }
const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const nested = { type: 'function', function: { name: 'f', parameters } }
const flat = { type: 'function', name: 'f', parameters }
const call = {
  role: 'assistant',
  tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
}
const fc = { type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{}' }
const fco = { type: 'function_call_output', call_id: 'call_1', output: 'ok' }

const unanswered = (ids: string) =>
  `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids}`
const moved = (from: string, to: string) =>
  `Unsupported parameter: '${from}'. In the Responses API, this parameter has moved to '${to}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.`
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

describe('a chat request is refused for', () => {
  test.each(chatRows)('%s', async (_, body, message, param, code) => {
    const error = { message, type: 'invalid_request_error', param, code }
    expect(await send('chat/completions', body)).toEqual({ status: 400, body: { error } })
  })
})

describe('a Responses request is refused for', () => {
  test.each(responsesRows)('%s', async (_, body, message, param, code) => {
    const error = { message, type: 'invalid_request_error', param, code }
    expect(await send('responses', body)).toEqual({ status: 400, body: { error } })
  })
})

describe('accepted are', () => {
  const accepted: [string, string, object][] = [
    [
      'the published chat request',
      'chat/completions',
      {
        model: 'gpt-4.1-mini',
        messages: [
          { role: 'system', content: 'You are a concise API assistant.' },
          { role: 'user', content: 'Give me a contact form field definition.' },
        ],
      },
    ],
    [
      'the published Responses request',
      'responses',
      { model: 'gpt-4.1-mini', input: 'Return a JSON contact form field definition.' },
    ],
    [
      'null where the types allow it',
      'chat/completions',
      { ...chat, max_tokens: null, stop: null, temperature: null, stream: null },
    ],
    [
      'calls and results in any order of the results',
      'chat/completions',
      {
        model: 'm',
        messages: [
          ...messages,
          {
            role: 'assistant',
            content: null,
            tool_calls: ['a', 'b'].map(id => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })),
          },
          { role: 'tool', tool_call_id: 'b', content: '2' },
          { role: 'tool', tool_call_id: 'a', content: '1' },
        ],
      },
    ],
    [
      'every kind of user content',
      'chat/completions',
      {
        model: 'm',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'x' },
              { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
              { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
              { type: 'file', file: { file_id: 'file_1' } },
            ],
          },
        ],
      },
    ],
    [
      'a call with its output',
      'responses',
      { model: 'm', input: [{ role: 'user', content: 'x' }, { ...fc, id: 'fc_1' }, fco] },
    ],
    ['an output whose call a conversation has', 'responses', { model: 'm', input: [fco], conversation: 'conv_1' }],
    [
      'encrypted reasoning without an id',
      'responses',
      {
        model: 'm',
        input: [
          { type: 'reasoning', summary: [], encrypted_content: 'gAAAA' },
          { role: 'assistant', content: 'x' },
          { role: 'user', content: 'y' },
        ],
      },
    ],
    ['a choice without tools that is no force', 'responses', { ...responses, tool_choice: 'auto' }],
    [
      'tools brought by an item of the input',
      'responses',
      {
        model: 'm',
        tool_choice: 'required',
        input: [
          {
            type: 'additional_tools',
            role: 'developer',
            tools: [{ type: 'namespace', name: 'n', description: 'd', tools: [{ ...flat, strict: false }] }],
          },
          { role: 'user', content: 'x' },
        ],
      },
    ],
    [
      'hosted tools and what they left in the history',
      'responses',
      {
        model: 'm',
        tools: [{ type: 'web_search' }, { type: 'mcp', server_label: 's', server_url: 'https://example.com' }],
        input: [
          { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search', query: 'x' } },
          { role: 'user', content: 'x' },
        ],
      },
    ],
  ]
  test.each(accepted)('%s', async (_, path, body) => {
    expect(await send(path, body)).toMatchObject({ status: 200 })
  })
})

describe('before anything else', () => {
  test('a body has to be a JSON object, and to say that it is JSON', async () => {
    for (const body of ['{"model":', '[]', '"Hi"', 'null', '']) {
      expect(await send('responses', body)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_json', param: null } },
      })
    }
    const form = await send('chat/completions', chat, {}, { 'content-type': 'text/plain' })
    expect(form).toMatchObject({ status: 400, body: { error: { code: 'unsupported_content_type' } } })
    expect(await send('responses', responses, {}, { 'content-type': 'application/json; charset=utf-8' })).toMatchObject(
      { status: 200 },
    )
  })

  test('the key has to be the right one when there is one', async () => {
    const ask = (headers: Record<string, string>) => send('responses', responses, { apiKey: 'sk-right' }, headers)
    expect(await ask({ authorization: 'Bearer sk-right' })).toMatchObject({ status: 200 })
    expect(await ask({ 'api-key': 'sk-right' })).toMatchObject({ status: 200 })
    expect(await ask({ authorization: 'Bearer sk-wrong' })).toMatchObject({
      status: 401,
      body: { error: { code: 'invalid_api_key' } },
    })
    expect(await ask({})).toMatchObject({
      status: 401,
      body: { error: { type: 'invalid_request_error', param: null } },
    })
    expect(JSON.stringify(await ask({ authorization: 'Bearer sk-wrong' }))).not.toContain('sk-wrong')
  })

  test('the model has to exist when there is a list, and each API says so in its own way', async () => {
    const options = { models: ['other'] }
    expect(await send('chat/completions', chat, options)).toMatchObject({
      status: 404,
      body: { error: { code: 'model_not_found', param: null } },
    })
    expect(await send('responses', responses, options)).toMatchObject({
      status: 400,
      body: { error: { code: 'model_not_found', param: 'model' } },
    })
  })
})
