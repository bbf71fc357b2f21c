// The mock against real traffic: what the real API took, the mock takes, and no mangled request makes it fail.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'

const folder = process.env.BRIDGE_RECORDINGS ?? ''
const present = folder !== '' && existsSync(folder)
const title = 'every request that the real API answered is answered by the mock'

interface Recording {
  method: string
  url: string
  status?: number
  request?: Record<string, unknown>
}

function recordings(): Recording[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.json') && name !== 'index.json',
  )
  return files.map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')))
}

function isCreate({ method, url, status, request }: Recording): boolean {
  const known = /^https:\/\/api\.openai\.com\/v1\/(?:chat\/completions|responses)$/.test(url)
  return known && method === 'POST' && (status ?? 200) < 300 && typeof request === 'object' && request !== null
}

const post = (url: string, body: unknown) =>
  new Request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

test.skipIf(!present && process.env.REQUIRE_ALL !== '1')(
  present ? title : `${title} (set BRIDGE_RECORDINGS)`,
  async () => {
    const refused: string[] = []
    const created = recordings().filter(isCreate)
    expect(created.length).toBeGreaterThan(0)
    for (const { url, request } of created) {
      // What the server remembered at the time is not part of the recording: a conversation stands for it.
      const { previous_response_id, ...body } = request ?? {}
      const response = await createMock().fetch(
        post(url, previous_response_id ? { ...body, conversation: 'conv_1' } : body),
      )
      const text = await response.text()
      if (response.status !== 200) refused.push(text)
    }
    expect(refused).toEqual([])
  },
)

const word = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'role',
  'content',
  'type',
  'text',
  'name',
  'function',
  'tools',
  'tool_choice',
  'tool_calls',
  'input',
  'messages',
  'model',
  'parameters',
  'properties',
  'required',
  'items',
  'anyOf',
  '$ref',
  '#',
  'user',
  'assistant',
  'tool',
  'function_call',
  'json_schema',
  'schema',
  'response_format',
  'format',
  'object',
  'array',
  'string',
  'allowed_tools',
  'reasoning',
  'summary',
)
const { value: anything } = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.constantFrom(null, true, 0, -1, 1.5, ''),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    fc.constant({ toString: 1, valueOf: null }),
  ),
}))

const whole: Record<string, object> = {
  'chat/completions': {
    model: 'm',
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'json' }] },
      { role: 'assistant', tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }] },
      { role: 'tool', tool_call_id: 'a', content: 'x' },
    ],
    tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }],
    tool_choice: { type: 'function', function: { name: 'f' } },
    response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object' } } },
    stream: true,
    stream_options: { include_usage: true },
  },
  responses: {
    model: 'm',
    input: [
      { role: 'user', content: [{ type: 'input_text', text: 'json' }] },
      { type: 'function_call', call_id: 'a', name: 'f', arguments: '{}' },
      { type: 'function_call_output', call_id: 'a', output: 'x' },
    ],
    tools: [{ type: 'function', name: 'f', parameters: { type: 'object', properties: {} } }],
    tool_choice: { type: 'function', name: 'f' },
    text: { format: { type: 'json_schema', name: 'x', schema: { type: 'object' } } },
    stream: true,
  },
}

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, entry]) => pathsOf(entry, [...path, key]))]
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  Object.assign(copy, { [key]: replaced((value as Record<string, unknown>)[key], rest, by) })
  return copy
}

test.each(Object.entries(whole))(
  'a mangled request to %s is answered or refused, and never makes the mock fail',
  async (path, body) => {
    const url = `http://mock.test/v1/${path}`
    const accepted = await createMock().fetch(post(url, body))
    expect(accepted.status).toBe(200)
    await accepted.text()
    const places = pathsOf(body)
    const statuses = new Set<number>()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), anything, async (place, value) => {
        const response = await createMock().fetch(post(url, replaced(body, place, value)))
        const text = await response.text()
        statuses.add(response.status)
        expect(response.status, text).toBeLessThan(500)
      }),
      { numRuns: 1500 },
    )
    expect([...statuses].sort()).toEqual([200, 400])
  },
)
