// HTTP errors, both ways: statuses, envelopes, codes, and the parameter an error names.
import { describe, expect, it } from 'vitest'
import { toChatError, toResponsesError } from '../../src/index.ts'

const error = (param: string | null, code: string | null = 'invalid_value') => ({
  error: { message: 'Refused.', type: 'invalid_request_error', param, code },
})

/** The same parameter on both sides. */
const both: readonly (readonly [chat: string, responses: string])[] = [
  ['messages', 'input'],
  ['messages[2]', 'input[2]'],
  ['messages[0].content[1].image_url', 'input[0].content[1].image_url'],
  ['max_completion_tokens', 'max_output_tokens'],
  ['reasoning_effort', 'reasoning.effort'],
  ['verbosity', 'text.verbosity'],
  ['response_format', 'text.format'],
  ['response_format.json_schema.schema', 'text.format.schema'],
  ['tools[0].function.name', 'tools[0].name'],
  ['tools[3]', 'tools[3]'],
  ['tool_choice.function.name', 'tool_choice.name'],
  ['temperature', 'temperature'],
  ['metadata.key', 'metadata.key'],
  ['model', 'model'],
]

describe('the parameter an error names', () => {
  it.each(both)('%s in chat is %s in Responses', (chat, responses) => {
    expect(toResponsesError(400, error(chat)).body.error.param).toBe(responses)
    expect(toChatError(400, error(responses)).body.error.param).toBe(chat)
  })

  it.each([
    ['max_tokens', 'max_output_tokens'],
    ['functions[1].name', 'tools[1].name'],
    ['function_call', 'tool_choice'],
    ['tools[0].custom.format', 'tools[0].format'],
  ])('%s in chat is %s in Responses, which has one name for several', (chat, responses) => {
    expect(toResponsesError(400, error(chat)).body.error.param).toBe(responses)
  })

  it('instructions are the first message in chat', () => {
    expect(toChatError(400, error('instructions')).body.error.param).toBe('messages[0]')
  })

  it('a parameter neither API has stays as it is, and so does none', () => {
    expect(toChatError(400, error('vendor.option')).body.error.param).toBe('vendor.option')
    expect(toResponsesError(400, error(null)).body.error.param).toBeNull()
  })
})

describe('the position an error names, where the caller’s request is known', () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }
  const chat = {
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Wait.', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call_1', content: 'done' },
    ],
  }
  const responses = {
    instructions: 'Be brief.',
    input: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Wait.' },
      { type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{}' },
      { type: 'function_call_output', call_id: 'call_1', output: 'done' },
    ],
  }

  it.each([
    ['input[0].content', 'messages[1].content'],
    ['input[1]', 'messages[2]'],
    ['input[2]', 'messages[2]'],
    ['input[3].output', 'messages[3].output'],
    ['input[9]', 'messages[9]'],
  ])('%s is %s in chat', (item, message) => {
    expect(toChatError(400, error(item), { request: chat }).body.error.param).toBe(message)
  })

  it.each([
    ['messages[0].content', 'instructions'],
    ['messages[1].content', 'input[0].content'],
    ['messages[2]', 'input[1]'],
    ['messages[3]', 'input[3]'],
  ])('%s is %s in Responses', (message, item) => {
    expect(toResponsesError(400, error(message), { request: responses }).body.error.param).toBe(item)
  })
})

describe('an unknown model', () => {
  it('is a 404 without a parameter in chat and a 400 that names the model in Responses', () => {
    const chat = { status: 404, body: error(null, 'model_not_found') }
    const responses = { status: 400, body: error('model', 'model_not_found') }
    expect(toResponsesError(chat.status, chat.body)).toEqual(responses)
    expect(toChatError(responses.status, responses.body)).toEqual(chat)
  })
})

describe('the envelope of an error', () => {
  const foreign: readonly (readonly [string, unknown, string])[] = [
    ['a message alone', { message: 'No.' }, 'No.'],
    ['a detail', { detail: 'No.' }, 'No.'],
    ['an error that is a string', { error: 'No.' }, 'No.'],
    ['a list of one', [{ error: { message: 'No.' } }], 'No.'],
    ['bare text', 'No.', 'No.'],
    ['nothing', undefined, 'The server answered with status 503 and no message.'],
    ['something unreadable', 17, 'The server answered with status 503 and no message.'],
  ]

  it.each(foreign)('is made from %s', (_name, body, message) => {
    const { status, body: answer } = toResponsesError(503, body)
    expect(status).toBe(503)
    expect(answer).toEqual({ error: { message, type: 'server_error', param: null, code: null } })
  })

  it('keeps status, type and code', () => {
    const body = { error: { message: 'Slow down.', type: 'requests', param: null, code: 'rate_limit_exceeded' } }
    expect(toChatError(429, body)).toEqual({ status: 429, body })
  })

  it('reads codes that are numbers', () => {
    expect(toChatError(429, { error: { message: 'Slow down.', code: 429 } }).body.error).toEqual({
      message: 'Slow down.',
      type: 'rate_limit_error',
      param: null,
      code: '429',
    })
  })
})
