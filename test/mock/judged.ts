// A request before the mock, and what the rows of refusals are made of.
import { createMock, type MockOptions } from '../../src/mock/index.ts'

export async function send(
  path: string,
  body: unknown,
  options: MockOptions = {},
  headers: Record<string, string> = {},
) {
  const request = new Request(`http://mock.test/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const response = await createMock(options).fetch(request)
  return { status: response.status, body: await response.json() }
}

export type Row = [title: string, body: object, message: string, param: string | null, code: string | null]
export const messages = [{ role: 'user', content: 'Hi' }]
export const chat = { model: 'm', messages }
export const responses = { model: 'm', input: 'Hi' }

export const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}

export const nested = { type: 'function', function: { name: 'f', parameters } }
export const flat = { type: 'function', name: 'f', parameters }

export const call = {
  role: 'assistant',
  tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
}

export const fc = { type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{}' }
export const fco = { type: 'function_call_output', call_id: 'call_1', output: 'ok' }
