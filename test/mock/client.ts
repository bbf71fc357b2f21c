// A client connected to a mock, and the tools the tests of the mock ask with.
import OpenAI from 'openai'
import { createMock, type Mock, type MockOptions } from '../../src/mock/index.ts'

export function connect(options: MockOptions = {}): { mock: Mock; client: OpenAI } {
  const mock = createMock(options)
  const fetch = (url: string | URL | Request, init?: RequestInit) => mock.fetch(new Request(url, init))
  return { mock, client: new OpenAI({ apiKey: 'sk-test', baseURL: 'http://mock.test/v1', fetch, maxRetries: 0 }) }
}

export const weather = {
  name: 'get_weather',
  description: 'Weather of a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
    required: ['city', 'unit'],
    additionalProperties: false,
  },
}
export const time = { name: 'get_time', parameters: { type: 'object', properties: { zone: { type: 'string' } } } }
export const chatTools = [weather, time].map(tool => ({ type: 'function' as const, function: tool }))
export const responsesTools = [weather, time].map(tool => ({ type: 'function' as const, strict: false, ...tool }))
export const arguments_ = { city: 'Paris', unit: 'celsius' }
